import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { leaveTurn, takeTurn } from './turns'

let frames: (() => void)[] = []
const frame = (): void => frames.shift()!()

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => frames.push(next))
})
afterEach(() => {
  while (frames.length) frame()
  vi.unstubAllGlobals()
})

it('draws one in each frame, in the order in which they asked', () => {
  const drawn: string[] = []
  for (const name of ['a', 'b']) takeTurn({ name }, () => drawn.push(name))
  expect(drawn).toEqual([])
  frame()
  expect(drawn).toEqual(['a'])
  frame()
  expect(drawn).toEqual(['a', 'b'])
})

it('draws once for who asks twice, as last asked, and not for who has left', () => {
  const drawn: string[] = []
  const [one, gone] = [{}, {}]
  takeTurn(one, () => drawn.push('old'))
  takeTurn(one, () => drawn.push('new'))
  takeTurn(gone, () => drawn.push('gone'))
  leaveTurn(gone)
  while (frames.length) frame()
  expect(drawn).toEqual(['new'])
})

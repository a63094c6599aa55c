import { expect, it } from 'vitest'
import { Wants } from './wants'

it('asks for what is drawn seldom no oftener than it is drawn, while the run moves', () => {
  const wants = new Wants()
  wants.set('stage', ['fake', 'curve'])
  wants.set('diagram', ['fake', 'manifold'], 250)
  expect(wants.take(1000, true)).toEqual(['fake', 'curve', 'manifold'])
  expect(wants.take(1016, true)).toEqual(['fake', 'curve'])
  for (let now = 1032; now < 1250; now += 16) expect(wants.take(now, true)).toEqual(['fake', 'curve'])
  expect(wants.take(1250, true)).toEqual(['fake', 'curve', 'manifold'])
})

it('asks a slow server for it with every eighth picture at most', () => {
  const wants = new Wants()
  wants.set('stage', ['fake'])
  wants.set('diagram', ['manifold'], 250)
  const asked = Array.from({ length: 17 }, (_, i) => wants.take(1000 * i, true).includes('manifold'))
  expect(asked.flatMap((seldom, i) => (seldom ? [i] : []))).toEqual([0, 8, 16])
})

it('makes the picture whole once when the run comes to rest', () => {
  const wants = new Wants()
  wants.set('stage', ['fake'])
  wants.set('diagram', ['manifold'], 250)
  wants.take(1000, true)
  wants.noteRest()
  expect(wants.lacking).toBe(false)
  wants.take(1016, true)
  wants.noteRest()
  expect(wants.lacking).toBe(true)
  expect(wants.take(1032, false)).toEqual(['fake', 'manifold'])
  wants.noteRest()
  expect(wants.lacking).toBe(false)
})

it('lacks what nobody has drawn until now, and only that', () => {
  const wants = new Wants()
  expect(wants.take(0, true)).toEqual([])
  wants.set('stage', ['fake'])
  expect(wants.lacking).toBe(true)
  wants.take(0, true)
  wants.set('meaning', ['fake'])
  expect(wants.lacking).toBe(false)
  wants.set('meaning', ['scores'], 100)
  expect(wants.lacking).toBe(true)
})

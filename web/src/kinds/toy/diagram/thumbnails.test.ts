import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { FakeOffscreenCanvas, recording, THEME } from '../../../views/recording.test-help'
import { PARTS } from './model'
import { drawStamp, type Stamp } from './thumbnails'

const tensor = (shape: number[], values: ArrayLike<number>) => ({ shape, data: Float32Array.from(values) })
const size = { width: 90, height: 90 }
const ARRAYS: Stamp['arrays'] = {
  noise: tensor([2, 2], [0.5, 0.5, 1, 1]),
  manifold: tensor([2, 2, 2], [0, 0, 1, 0, 0, 1, 1, 1]),
  fake: tensor([3, 2], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]),
  gradient: tensor([3, 2], [1, 0, 1, 0, 1, 0]),
  real: tensor([1, 2], [0, 1]),
  field: tensor([2, 2], [0, 0, 0, 0]),
  d_real: tensor([2], [0.9, 0.9]),
  d_fake: tensor([2], [0.1, 0.1]),
}
function draw(part: string, changes: Partial<Stamp> = {}) {
  const record = recording()
  drawStamp(record.context, part, { box: [0, 1, 0, 1], arrays: ARRAYS, critic: false, theme: THEME, size, ...changes })
  return record
}

beforeAll(() => vi.stubGlobal('OffscreenCanvas', FakeOffscreenCanvas))
afterAll(() => vi.unstubAllGlobals())

describe('a stamp', () => {
  it('shows samples where they are on the stage, real and fake in their own colours', () => {
    const [[x, y, side]] = draw('real').calls('fillRect') as [[number, number, number]]
    expect([x + side / 2, y + side / 2]).toEqual([0, 0])
    expect(draw('fake').strokes.find(({ does }) => does === 'fillRect')!.fill).toBe(THEME.fake)
  })

  it('shows samples on the line as bars', () => {
    const line = { box: [0, 4], arrays: { real: tensor([4, 1], [0.01, 0.01, 3.99, 3.99]) } }
    const tall = draw('real', line).calls('fillRect').map(([, , , height]) => Math.round(height as number)) // prettier-ignore
    expect(tall.filter((height) => height > 0)).toEqual([81, 81])
  })

  it('shows one arrow for the fakes of a cell, none for too few of them', () => {
    // A halo and an arrow.
    expect(draw('gradient').calls('moveTo')).toHaveLength(2)
    const few = { ...ARRAYS, fake: tensor([1, 2], [0.5, 0.5]), gradient: tensor([1, 2], [1, 0]) }
    expect(draw('gradient', { arrays: few }).calls('moveTo')).toEqual([])
  })

  it('shows the grid of z as lines both ways, and noise of one dimension as one line', () => {
    expect(draw('g').calls('moveTo')).toHaveLength(2)
    const line = tensor([3, 2], [0, 0, 0.5, 0.5, 1, 1])
    expect(draw('g', { arrays: { manifold: line } }).calls('moveTo')).toEqual([[0, 90]])
  })

  it('shows what there is, and nothing of a part that has no picture', () => {
    for (const { name } of PARTS) expect(() => draw(name, { arrays: {} })).not.toThrow()
    expect(draw('losses').strokes.map(({ does }) => does)).toEqual(['clearRect'])
  })
})

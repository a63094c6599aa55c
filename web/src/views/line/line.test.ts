import { describe, expect, it } from 'vitest'
import { recording, THEME } from '../recording.test-help'
import type { Scene } from '../view'
import { line } from './line'

const SIZE = { width: 400, height: 400 }
const ALL = new Set(['real', 'fake', 'field', 'lines', 'd_star'])
const tensor = (shape: number[], values: ArrayLike<number>) => ({ shape, data: Float32Array.from(values) })

describe('the line', () => {
  const cells = (value: (i: number) => number) =>
    tensor(
      [256],
      Array.from({ length: 256 }, (_, i) => value(i)),
    )
  const scene: Scene = {
    critic: false,
    box: [-4, 4],
    shown: ALL,
    arrays: {
      p: cells((i) => Math.exp(-(((i - 128) / 30) ** 2))),
      q: cells((i) => Math.exp(-(((i - 60) / 30) ** 2))),
      d_star: cells(() => 0.5),
      field: cells(() => 0),
      lines: tensor([2, 2], [-1, -4, 1, 4]),
    },
  }
  const draw = (changes: Partial<Scene> = {}) => {
    const record = recording()
    line.draw(record.context, { ...scene, ...changes }, THEME, SIZE)
    return record
  }
  const strokesOf = (changes: Partial<Scene>) => draw(changes).strokes.filter(({ does }) => does === 'stroke')

  it('draws p dotted in ink and q solid in the colour of fakes', () => {
    expect(strokesOf({ shown: new Set(['real']) }).at(-1)).toMatchObject({
      stroke: THEME.ink,
      dash: [1.5, 3.5],
    })
    expect(strokesOf({ shown: new Set(['fake']) }).at(-1)).toMatchObject({ stroke: THEME.fake, dash: [] })
  })

  it('draws D dashed in blue, and D* thin where it is known', () => {
    expect(strokesOf({ shown: new Set(['field']) }).at(-1)).toMatchObject({ stroke: THEME.real, dash: [8, 5] })
    const withStar = strokesOf({ shown: new Set(['d_star']) })
    expect(withStar.at(-1)).toMatchObject({ stroke: THEME.real, dash: [] })
    const { d_star: _, ...others } = scene.arrays
    expect(strokesOf({ shown: new Set(['d_star']), arrays: others })).toHaveLength(withStar.length - 1)
  })

  it('stands a histogram on the axis, cell beside cell', () => {
    const histogram = tensor([4], [0, 1, 0.5, 0])
    const bars = draw({ shown: new Set(['histogram']), arrays: { ...scene.arrays, histogram } }).calls('rect')
    const [[x0, top0, , high0], [x1, , , high1]] = bars as [number[], number[]]
    expect(bars).toHaveLength(2)
    expect(x1! - x0!).toBeCloseTo((400 - 2 * 36) / 4)
    expect(high0! / high1!).toBeCloseTo(2)
    expect(top0! + high0!).toBeCloseTo(400 * 0.68)
  })

  it('reads p, q, D and D* off a place, and nothing beside the axis', () => {
    const field = cells((i) => (i + 0.5) / 128 - 1)
    const d_star = cells(() => 0.25)
    const read = (x: number) => line.read({ ...scene, arrays: { ...scene.arrays, field, d_star } }, SIZE, x, 10)
    expect(read(200)).toMatchObject([
      { name: 'x', value: 0 },
      { name: 'p', value: expect.closeTo(1, 2) },
      { name: 'q' },
      { name: 'D', value: expect.closeTo(0.5) },
      { name: 'D*', value: 0.25 },
    ])
    expect(read(5)).toEqual([])
  })

  it('calls the middle by its name only where D is a probability', () => {
    const texts = (critic: boolean) =>
      draw({ critic })
        .calls('fillText')
        .map(([text]) => text)
    expect(texts(false)).toContain('D = ½')
    expect(texts(true)).not.toContain('D = ½')
  })

  it('leads each z to its x', () => {
    const { strokes } = draw({ shown: new Set(['lines']) })
    const at = strokes.findIndex(({ does }) => does === 'moveTo')
    const [from, to] = [strokes[at]!.with, strokes[at + 1]!.with] as [number[], number[]]
    // Both scales begin at the same margin: the first z and the lowest x stand above each other.
    expect(from[0]).toBe(to[0])
    expect(from[1]).toBeGreaterThan(to[1]!)
  })

  it('breaks a curve where it is not a number', () => {
    const holed = cells((i) => (i === 100 ? NaN : 0.2))
    const moves = draw({ shown: new Set(['real']), arrays: { p: holed } }).calls('moveTo')
    // Floor, first half, second half.
    expect(moves).toHaveLength(3)
  })
})

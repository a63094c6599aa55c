import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { viewOf } from '.'
import { line } from './line/line'
import { plane } from './plane/plane'
import { FakeOffscreenCanvas, recording, THEME } from './recording.test-help'
import { drawThumbnail } from '../kinds/toy/data/thumbnail'
import type { Scene } from './view'

const SIZE = { width: 400, height: 400 }
const ALL = new Set(['real', 'fake', 'field', 'lines', 'd_star'])
const tensor = (shape: number[], values: ArrayLike<number>) => ({ shape, data: Float32Array.from(values) })

beforeAll(() => vi.stubGlobal('OffscreenCanvas', FakeOffscreenCanvas))
afterAll(() => vi.unstubAllGlobals())

it('has a view for each number of dimensions', () => {
  expect([viewOf(1), viewOf(2)]).toEqual([line, plane])
})

describe('the plane', () => {
  const scene: Scene = {
    critic: false,
    box: [0, 1, 0, 1],
    shown: ALL,
    arrays: {
      real: tensor([2, 2], [0, 0, 0.5, 0.75]),
      fake: tensor([1, 2], [1, 1]),
      field: tensor(
        [8, 8],
        Array.from({ length: 64 }, (_, i) => (i % 8) / 3.5 - 1),
      ),
    },
  }
  const draw = (changes: Partial<Scene> = {}, size = SIZE) => {
    const record = recording()
    plane.draw(record.context, { ...scene, ...changes }, THEME, size)
    return record
  }

  it('puts samples where they are, y upwards', () => {
    const { calls } = draw()
    expect(
      calls('arc')
        .map(([x, y]) => [x, y])
        .slice(-2),
    ).toEqual([
      [0, 400],
      [200, 100],
    ])
  })

  it('draws real as dots and fake as triangles, in their own colours', () => {
    const colours = (does: string) =>
      new Set(
        draw()
          .strokes.filter((stroke) => stroke.does === does)
          .map(({ fill }) => fill),
      )
    expect(colours('arc')).toEqual(new Set([THEME.surface, THEME.real]))
    expect(colours('closePath')).toEqual(new Set([THEME.surface, THEME.fake]))
  })

  it('keeps fakes that have left the picture at its edge', () => {
    const { calls } = draw({ shown: new Set(['fake']), arrays: { fake: tensor([1, 2], [7, 0.5]) } })
    const [x, y] = calls('moveTo')[0] as [number, number]
    expect(x).toBeLessThan(400)
    expect(x).toBeGreaterThan(390)
    expect(Math.abs(y - 200)).toBeLessThan(10)
  })

  it('draws the line where D cannot tell in the middle of the ramp', () => {
    const { strokes } = draw({ shown: new Set(['lines']) })
    const points = strokes.filter(({ does }) => does === 'lineTo').map(({ with: [x] }) => x as number)
    expect(points.some((x) => Math.abs(x - 200) < 1e-6)).toBe(true)
  })

  it.each([
    ['real', 'arc'],
    ['fake', 'closePath'],
    ['field', 'drawImage'],
    ['lines', 'lineTo'],
  ])('leaves out the layer %s when it is off', (id, does) => {
    const alone = recording()
    plane.draw(alone.context, { ...scene, shown: new Set([id]) }, THEME, SIZE)
    expect(alone.calls(does).length).toBeGreaterThan(0)
    const without = new Set([...ALL].filter((other) => other !== id && other !== (id === 'lines' ? 'fake' : '')))
    expect(draw({ shown: without }).calls(does)).toEqual([])
  })

  it('keeps units equal, and centres what is not square', () => {
    const { calls } = draw({ box: [0, 2, 0, 1] })
    expect(calls('rect')[0]).toEqual([0, 100, 400, 200])
  })

  it('fills the stage with axes of different kinds', () => {
    const { calls } = draw({ box: [0, 1000, 0, 1] })
    expect(calls('rect')[0]).toEqual([0, 0, 400, 400])
  })

  it('draws what there is when arrays are missing', () => {
    const shown = new Set(plane.layers(false).map(({ id }) => id))
    expect(() => draw({ arrays: {}, shown, carried: 0.5 })).not.toThrow()
  })

  it('reads x, y, D and D* off a place', () => {
    const d_star = tensor([1, 1], [0.25])
    const read = (critic: boolean, x = 300) =>
      plane.read({ ...scene, critic, arrays: { ...scene.arrays, d_star } }, SIZE, x, 100)
    const [x, y, d, best] = read(false)
    expect([x!.value, y!.value, best!.value]).toEqual([0.75, 0.75, 0.25])
    // The ramp has 0 at its first centre and 1 at its last.
    expect(d).toMatchObject({ name: 'D', value: expect.closeTo((0.75 - 1 / 16) / (7 / 8)) })
    expect(read(true).map(({ name }) => name)).toEqual(['x', 'y', 'critic'])
    expect(read(false, 401)).toEqual([])
  })

  it('dashes the line of D*, and says what the stage is coloured by where it is not D', () => {
    const d_star = tensor(
      [8, 8],
      Array.from({ length: 64 }, (_, i) => (i % 8) / 7),
    )
    const dashed = (shown: string[]) => {
      const arrays = { ...scene.arrays, d_star }
      const { strokes } = draw({ shown: new Set(shown), arrays })
      const key = plane.key({ ...scene, shown: new Set(shown), arrays }, THEME)
      return [strokes.filter(({ does, dash }) => does === 'stroke' && dash.length).length, key?.title]
    }
    expect(dashed(['field', 'lines'])).toEqual([0, undefined])
    expect(dashed(['field', 'optimum'])).toEqual([1, undefined])
    expect(dashed(['optimum'])).toEqual([1, 'D*'])
    expect(dashed(['field', 'difference'])).toEqual([0, 'D − D*'])
  })

  it('has no D* for a critic', () => {
    const ids = plane.layers(true).map(({ id }) => id)
    expect(ids).not.toContain('optimum')
    expect(plane.layers(false).map(({ key }) => key)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(plane.reads(true)).not.toContain('optimum')
  })

  it('leaves arrows and trails out on the way from the noise', () => {
    const arrays = {
      fake: tensor([1, 2], [0.5, 0.5]),
      noise: tensor([1, 2], [0.5, 0.5]),
      gradient: tensor([1, 2], [1, 0]),
      manifold: tensor([2, 2, 2], [0, 0, 1, 0, 0, 1, 1, 1]),
    }
    const trail = [Float32Array.of(0.1, 0.1)]
    const filled = (shown: string[], carried: number) =>
      draw({ arrays, shown: new Set(shown), trail, carried }).strokes.filter(({ does }) => does === 'fill')
    expect(filled(['gradient'], 1).map(({ fill }) => fill)).toEqual([THEME.surface, THEME.ink])
    expect(filled(['gradient'], 0.5).map(({ fill }) => fill)).toEqual([THEME.surface, THEME.fake])
    const { manifold: _, ...others } = arrays
    const lines = (carried: number) =>
      draw({ arrays: others, shown: new Set(['trails']), trail, carried }).calls('stroke')
    expect([lines(1).length, lines(0.5).length]).toEqual([1, 0])
  })
})

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

describe('a stamp', () => {
  it('shows points in the plane', () => {
    const { context, calls } = recording()
    drawThumbnail(
      context,
      [
        [0, 0],
        [1, 1],
      ],
      [0, 1, 0, 1],
      THEME,
      { width: 46, height: 46 },
    )
    const [[x0, y0], [x1, y1]] = calls('fillRect') as [number[], number[]]
    expect(x1! - x0!).toBeCloseTo(40)
    expect(y0! - y1!).toBeCloseTo(40)
  })

  it('shows a histogram on the line', () => {
    const { context, calls } = recording()
    drawThumbnail(context, [[0.5], [0.5], [0.99], [7]], [0, 1], THEME, { width: 46, height: 46 })
    const heights = calls('fillRect').map(([, , , height]) => height as number)
    expect(Math.max(...heights)).toBe(40)
    expect(heights.filter((height) => height > 0)).toEqual([40, 20])
  })
})

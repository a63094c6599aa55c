import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { FakeOffscreenCanvas, recording, THEME } from '../recording.test-help'
import type { Scene } from '../view'
import { plane } from './plane'

const SIZE = { width: 400, height: 400 }
const ALL = new Set(['real', 'fake', 'field', 'lines', 'd_star'])
const tensor = (shape: number[], values: ArrayLike<number>) => ({ shape, data: Float32Array.from(values) })

beforeAll(() => vi.stubGlobal('OffscreenCanvas', FakeOffscreenCanvas))
afterAll(() => vi.unstubAllGlobals())

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

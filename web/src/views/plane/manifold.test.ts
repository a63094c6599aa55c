import { describe, expect, it } from 'vitest'
import { recording, THEME } from '../recording.test-help'
import { fit } from './frame'
import { carriedPlaces, cellArea, drawManifold, nodeNoise, noisePlace, shade } from './manifold'

const FRAME = fit([0, 1, 0, 1], { width: 400, height: 400 })
const tensor = (shape: number[], values: ArrayLike<number>) => ({ shape, data: Float32Array.from(values) })

describe('the grid of z', () => {
  /** G(u, v) on 21 × 21 nodes. */
  const grid = (g: (u: number, v: number) => [number, number]) => {
    const noise = nodeNoise([21, 21, 2])
    return tensor(
      [21, 21, 2],
      Array.from(noise, (_, i) => g(noise[i - (i % 2)]!, noise[i - (i % 2) + 1]!)[i % 2]!),
    )
  }
  /** Opacity of every filled cell, without the ground below them. */
  const shades = (manifold: ReturnType<typeof grid>, carried = 1) => {
    const { context } = recording()
    const found: number[] = []
    const spied = new Proxy(context, {
      get: (target, name, receiver) =>
        name === 'fill'
          ? () => target.fillStyle === THEME.fake && found.push(target.globalAlpha)
          : Reflect.get(target, name, receiver),
    })
    drawManifold(spied, manifold, FRAME, THEME, carried)
    return found
  }

  it('is the darker the smaller its cells', () => {
    const areas = [1, 0.1, 0.01, 1e-3, 1e-4, 1e-6, 0]
    const found = areas.map((area) => shade(0.0025, area))
    expect(found).toEqual([...found].sort((a, b) => a - b))
    expect(new Set(found).size).toBe(areas.length)
    expect(found[0]).toBeGreaterThan(0)
    expect(found.at(-1)).toBeLessThan(1)
  })

  it('shades every cell by how dense the fakes lie there', () => {
    const even = shades(grid((u, v) => [u, v]))
    expect(even).toHaveLength(400)
    expect(Math.max(...even) - Math.min(...even)).toBeLessThan(1e-4)
    // x = u²: half as dense where u is twice as large.
    const row = shades(grid((u, v) => [u ** 2, v])).slice(0, 20)
    expect(row).toEqual([...row].sort((a, b) => b - a))
    expect(row[0]).toBeGreaterThan(2 * row[19]!)
  })

  it('knows the area of a cell that is mirrored or folded over itself', () => {
    const area = (...corners: number[]) => cellArea(Float32Array.from(corners), [0, 1, 2, 3])
    expect(area(0, 0, 2, 0, 2, 2, 0, 2)).toBe(4)
    expect(area(0, 0, 0, 2, 2, 2, 2, 0)).toBe(4)
    // Its signed halves would cancel out.
    expect(area(0, 0, 2, 0, 2, 2, 4, 0)).toBeGreaterThan(0)
  })

  it('shades a sheet that is folded over itself as one that is not', () => {
    const flat = shades(grid((u, v) => [u, v]))
    const folded = shades(grid((u, v) => [Math.abs(u - 0.5), v]))
    expect(folded).toHaveLength(400)
    folded.forEach((dark, i) => expect(dark).toBeCloseTo(flat[i]!, 4))
  })

  it('goes from the square of noise to where G puts it', () => {
    const [noise, points] = [Float32Array.of(0, 0, 1, 1), Float32Array.of(0.25, 0.5, 0.75, 1)]
    const at = (carried: number) => [...carriedPlaces(noise, points, FRAME, carried)]
    expect(at(0)).toEqual([...noisePlace(FRAME, 0, 0), ...noisePlace(FRAME, 1, 1)].map(Math.fround))
    expect(at(1)).toEqual([100, 200, 300, 0])
    at(0.5).forEach((place, i) => expect(place).toBeCloseTo((at(0)[i]! + at(1)[i]!) / 2))
    // Noise of one dimension stands on the middle line of the square.
    expect([...carriedPlaces(Float32Array.of(0.5), Float32Array.of(0, 0), FRAME, 0)]).toEqual([200, 200])
  })

  it('is one thread for noise of one dimension', () => {
    const { context, calls } = recording()
    drawManifold(context, tensor([3, 2], [0, 0, 0.5, 1, 1, 0]), FRAME, THEME)
    expect(calls('fill')).toEqual([])
    expect(calls('moveTo')).toEqual([[0, 400]])
    expect(calls('lineTo')).toEqual([
      [200, 0],
      [400, 400],
    ])
  })
})

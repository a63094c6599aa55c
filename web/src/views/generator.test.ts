/** The pictures of G: its grid, the arrows at its samples, their trails. */

import { describe, expect, it } from 'vitest'
import { arrowsOf, drawArrows, outline, usualLength } from './arrows'
import { fit } from './plane/frame'
import { carriedPlaces, cellArea, drawManifold, nodeNoise, noisePlace, shade } from './plane/manifold'
import { recording, THEME } from './recording.test-help'
import { drawTrails, Trails } from './plane/trails'
import { meansAlong } from './line/under'

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

describe('arrows', () => {
  const at = Float32Array.of(10, 10, 20, 20, 30, 30)

  it('point where the vector does, y upwards, and are as long in proportion', () => {
    const arrows = arrowsOf(at, [0, 1, 2, 0, 0, -2], FRAME, 20)
    const expected = [10, 10, 0, -10, 20, 20, 20, 0, 30, 30, 0, 20]
    expect(arrows).toHaveLength(expected.length)
    expected.forEach((value, i) => expect(arrows[i]).toBeCloseTo(value, 4))
  })

  it('take their scale from most of them, and cap the few that are far longer', () => {
    const vectors = Float32Array.from({ length: 40 }, (_, i) => (i % 2 ? 0 : i === 0 ? 1e6 : 1))
    expect(usualLength(vectors, 2)).toBe(1)
    const lengths = arrowsOf(new Float32Array(40), vectors, FRAME, 20).filter((_, i) => i % 4 === 2)
    expect(lengths[0]).toBeCloseTo(28)
    expect(new Set(lengths.slice(1))).toEqual(new Set([20]))
  })

  it('are not more than can be told apart, and none where there is no gradient or none that is a number', () => {
    expect(arrowsOf(new Float32Array(1000), new Float32Array(1000).fill(1), FRAME, 20).length / 4).toBe(125)
    expect(arrowsOf(at, new Float32Array(6), FRAME, 20)).toHaveLength(0)
    expect(arrowsOf(at, [NaN, 1, 0, 1, 0, 1], FRAME, 20)).toHaveLength(8)
    expect(usualLength([], 2)).toBe(0)
  })

  it('have a head that is never longer than half of them, and a shaft that keeps its width', () => {
    for (const long of [3, 10, 40]) {
      const [start, neck, wing, tip] = outline([0, 0, long, 0], 1.2)
      expect(tip).toEqual([long, 0])
      expect(tip![0] - neck![0]).toBeLessThanOrEqual(long / 2 + 1e-5)
      expect(wing![1]).toBeGreaterThan(start![1])
      expect(start![1]).toBeCloseTo(0.6)
      const [grownStart, , , grownTip] = outline([0, 0, long, 0], 1.2, 1)
      expect([grownStart![1], grownTip![0]]).toEqual([1.6, long + 2])
    }
  })

  it('are left out where they are too short to show a direction', () => {
    const { context, calls } = recording()
    drawArrows(context, Float32Array.of(0, 0, 0.5, 0, 0, 0, 9, 0), THEME)
    // One halo and one arrow.
    expect(calls('moveTo')).toHaveLength(2)
  })

  it('stand for the mean of what lies around a place on the line', () => {
    const means = meansAlong([0.1, 0.2, 0.9, 5, NaN], [1, 3, -1, 100, 100], { low: 0, high: 1 }, 2)
    expect(means).toEqual([2, -1])
    expect(meansAlong([0.1], [1], { low: 0, high: 1 }, 2)[1]).toBeNaN()
  })
})

describe('trails', () => {
  const positions = (x: number) => Float32Array.of(x, x)

  it('keep the last pictures, none too close to another, and begin anew after a reset', () => {
    const trails = new Trails()
    for (let i = 0; i < 30; i++) trails.add(positions(i), 'run 1', i, 50 * i)
    expect(trails.past.map(([x]) => x)).toEqual(Array.from({ length: 20 }, (_, i) => i + 10))
    trails.add(positions(30), 'run 1', 30, 50 * 29 + 20)
    expect(trails.past.at(-1)![0]).toBe(29)
    trails.add(positions(0), 'run 2', 0, 50 * 29 + 21)
    expect(trails.past.map(([x]) => x)).toEqual([0])
    trails.add(positions(1), 'run 2', 100, 2000)
    trails.add(positions(2), 'run 2', 200, 3000)
    // Of round 0 nothing is left: too much has happened since.
    expect(trails.past.map(([x]) => x)).toEqual([1, 2])
  })

  it('lead from the oldest place to the newest, each stretch once, the fainter the older', () => {
    const { context, strokes } = recording()
    const alphas: number[] = []
    const spied = new Proxy(context, {
      set: (target, name, value) => {
        if (name === 'globalAlpha') alphas.push(value as number)
        return Reflect.set(target, name, value)
      },
    })
    const past = Array.from({ length: 20 }, (_, i) => positions(i / 20))
    drawTrails(spied, past, positions(1), FRAME, THEME)
    const xs = (does: string) => strokes.filter((s) => s.does === does).map(({ with: [x] }) => Math.round(x as number))
    expect(xs('moveTo')).toEqual([0, 80, 160, 240, 320])
    expect(xs('lineTo')).toEqual(Array.from({ length: 20 }, (_, i) => 20 * (i + 1)))
    expect(alphas.slice(0, 5)).toEqual([...alphas.slice(0, 5)].sort((a, b) => a - b))
  })

  it('are nothing after one picture', () => {
    const { context, calls } = recording()
    const only = positions(0.5)
    drawTrails(context, [only], only, FRAME, THEME)
    expect(calls('stroke')).toEqual([])
  })
})

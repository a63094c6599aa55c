import { describe, expect, it } from 'vitest'
import { inside, stamp, Stroke, touched, type Point } from './strokes'

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

describe('a stamp', () => {
  it('is one point right there where the brush is thin', () => {
    expect(stamp(0, [0.3, 0.7])).toEqual([[0.3, 0.7]])
  })

  it('has its first point right there and the others evenly up to the edge of the brush', () => {
    const points = stamp(0.2, [0.3, 0.7])
    expect(points[0]).toEqual([0.3, 0.7])
    const reach = points.map(([x, y]) => Math.hypot(x - 0.3, y - 0.7))
    expect(Math.max(...reach)).toBeLessThanOrEqual(0.1)
    expect(Math.max(...reach)).toBeGreaterThan(0.095)
    // Half of an even disc lies within 1/√2 of its radius.
    expect(mean(reach.map((r) => Number(r < 0.1 / Math.SQRT2)))).toBeCloseTo(0.5, 1)
    expect(mean(points.map(([x]) => x))).toBeCloseTo(0.3, 2)
  })
})

describe('a stroke', () => {
  const drawn = (width: number, ...places: Point[]): Point[] => {
    const stroke = new Stroke(width, places[0]!)
    return places.slice(1).flatMap((place) => stroke.to(place))
  }

  it('of a thin brush follows the hand at even distances', () => {
    const points = drawn(0, [0.1, 0.5], [0.7, 0.5])
    for (const [, y] of points) expect(y).toBeCloseTo(0.5, 12)
    const gaps = points.slice(1).map(([x], i) => x - points[i]![0])
    for (const gap of gaps) expect(gap).toBeCloseTo(0.012, 9)
    expect(Math.abs(points.length - 50)).toBeLessThanOrEqual(1)
  })

  it('is the same however often the hand is looked at', () => {
    const few = drawn(0.05, [0.1, 0.1], [0.9, 0.5])
    const many = drawn(0.05, ...Array.from({ length: 81 }, (_, i): Point => [0.1 + i / 100, 0.1 + i / 200]))
    expect(Math.abs(few.length - many.length)).toBeLessThanOrEqual(1)
    many.forEach((point, i) => {
      expect(point[0]).toBeCloseTo(few[i]![0], 6)
      expect(point[1]).toBeCloseTo(few[i]![1], 6)
    })
  })

  it('of a wide brush fills its band evenly', () => {
    const points = drawn(0.2, [0, 0.5], [1, 0.5]).filter(([x]) => x > 0.2)
    const counts = [0, 1, 2, 3].map((band) => points.filter(([, y]) => Math.floor((y - 0.4) / 0.05) === band).length)
    expect(points.every(([, y]) => Math.abs(y - 0.5) <= 0.1)).toBe(true)
    for (const count of counts) expect(count / points.length).toBeCloseTo(0.25, 1)
  })

  it('leaves out what the first touch has filled', () => {
    const reach = drawn(0.2, [0.5, 0.5], [0.7, 0.5]).map(([x, y]) => Math.hypot(x - 0.5, y - 0.5))
    expect(reach.length).toBeGreaterThan(100)
    expect(Math.min(...reach)).toBeGreaterThan(0.1)
  })

  it('does not move where the hand rests', () => {
    expect(drawn(0.1, [0.5, 0.5], [0.5, 0.5], [0.5, 0.5])).toEqual([])
  })
})

it('an eraser touches what lies under its way', () => {
  const under = touched(0.1, [0.2, 0.5], [0.8, 0.5])
  expect(
    [
      [0.5, 0.54],
      [0.16, 0.5],
      [0.5, 0.56],
      [0.14, 0.5],
    ].map((place) => under(place as never)),
  ).toEqual([true, true, false, false])
  expect(touched(0.1, [0.2, 0.5], [0.2, 0.5])([0.2, 0.54])).toBe(true)
})

it('knows its edges', () => {
  expect([inside([0, 1]), inside([-0.01, 0.5]), inside([0.5, 1.01])]).toEqual([true, false, false])
})

/** Fields: read between their cells, compared with the best D, and outlined. */

import { expect, it } from 'vitest'
import { differenceRamp, paintField, parseHex, stopsOf } from '../canvas/colour'
import { asOpinion, difference, meanDistance, optimumLines } from './plane/optimum'
import { bilinear, coordinate, density, linear, opinionReading } from './reading'
import { THEME } from './recording.test-help'

const field = (n: number, value: (x: number, y: number) => number) => ({
  shape: [n, n],
  data: Float32Array.from({ length: n * n }, (_, i) => value(((i % n) + 0.5) / n, (Math.floor(i / n) + 0.5) / n)),
})

it('reads a field between the centres of its cells', () => {
  const known = (x: number, y: number) => 2 * x - 3 * y + 0.5
  const tensor = field(48, known)
  for (const [u, v] of [
    [0.5, 0.5],
    [0.123, 0.77],
    [0.9, 0.02],
  ] as const)
    expect(bilinear(tensor, u, v)).toBeCloseTo(known(u, v), 5)
  // Half a cell at the edge has but one neighbour.
  expect(bilinear(tensor, 0, 1)).toBe(tensor.data[47 * 48])
  expect(linear({ shape: [4], data: Float32Array.of(0, 1, 2, 3) }, 0.5)).toBe(1.5)
})

it('says D where it is a probability, and a leaning where it is a critic’s', () => {
  expect(opinionReading(-0.5, false)).toEqual({ name: 'D', value: 0.25, decimals: 2 })
  expect(opinionReading(-0.5, true)).toEqual({ name: 'critic', value: -0.5, decimals: 2 })
})

it('prints a place as finely as the stage shows it', () => {
  expect([1, 8, 2000].map((high) => coordinate('x', 0, 0, high).decimals)).toEqual([2, 2, 0])
  expect([1, 8, 2000].map((high) => density('p', 0, 0, high).decimals)).toEqual([2, 2, 5])
})

it('compares D with the best D', () => {
  const d = field(8, (x) => 2 * x - 1)
  const best = field(8, (x) => x)
  expect(Math.max(...difference(d, best).data.map(Math.abs))).toBeLessThan(1e-6)
  expect(
    meanDistance(
      d,
      field(8, () => 0),
    ),
  ).toBeCloseTo(0.5)
  expect([...asOpinion(best).data]).toEqual([...d.data])
})

it('is neutral where D is as it should be', () => {
  const pixels = new Uint8ClampedArray(12)
  paintField([-1, 0, 1], 3, differenceRamp(THEME), pixels)
  const pixel = (i: number) => [...pixels.subarray(4 * i, 4 * i + 3)]
  expect([pixel(0), pixel(1), pixel(2)]).toEqual([THEME.tooLow, THEME.neutral, THEME.tooHigh].map(parseHex))
  const stops = stopsOf(differenceRamp(THEME), 3)
  expect(stops[1]).toBe(`rgb(${parseHex(THEME.neutral).join(' ')})`)
})

it('outlines D* where p and q meet, and not where there is neither', () => {
  // Real on the left, fake on the right, nothing above: there D* is ½ throughout.
  const best = field(48, (x, y) => (y > 0.6 ? 0.5 : 1 / (1 + Math.exp(20 * (x - 0.5)))))
  const points = optimumLines(best).flat()
  const crossing = points.filter(([x, y]) => Math.abs(x - 24) < 0.6 && y < 28)
  expect(crossing.length).toBeGreaterThan(20)
  expect(points.filter(([, y]) => y > 31)).toEqual([])
})

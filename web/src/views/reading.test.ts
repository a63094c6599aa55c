import { expect, it } from 'vitest'
import { bilinear, coordinate, density, linear, opinionReading } from './reading'

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

import { expect, it } from 'vitest'
import { USUAL, type Choice, type Point } from './choice'
import { orbitOf } from './orbit'

const radius = (point: Point | undefined): number => Math.hypot(...point!)
const path = (choice: Partial<Choice>, steps = 400) => orbitOf({ ...USUAL, ...choice }, steps)

it.each([0.05, 0.3, 1])('grows by √(1 + h²) a step for the WGAN in simultaneous steps of %d', (h) => {
  const points = path({ loss: 'wgan', h }, 5)
  for (let i = 0; i < 5; i++) expect(radius(points[i + 1]) / radius(points[i])).toBeCloseTo(Math.sqrt(1 + h * h), 12)
})

it.each([0.1, 0.5, 1.5])('keeps an ellipse for the WGAN in alternating steps of %d', (h) => {
  // One step keeps θ² + ψ² − hθψ.
  const kept = ([theta, psi]: Point): number => theta ** 2 + psi ** 2 - h * theta * psi
  const points = path({ loss: 'wgan', updates: 'alternating', h }, 2000)
  expect(points).toHaveLength(2001)
  for (const point of points) expect(kept(point)).toBeCloseTo(kept(points[0]!), 8)
})

it('ends at the equilibrium with R1', () => {
  expect(radius(path({ remedy: 'r1', weight: 0.3 }).at(-1))).toBeLessThan(1e-4)
})

it('never lets a clipped weight out', () => {
  const points = path({ loss: 'wgan', remedy: 'clip', weight: 0.7, h: 0.5 })
  expect(Math.max(...points.slice(1).map(([, psi]) => Math.abs(psi)))).toBe(0.7)
})

it('gives D its own rate and its own number of turns', () => {
  const still = { loss: 'wgan', h: 0.1, start: [1, 0] } as const
  expect(path({ ...still, ratio: 3 }, 1)[1]).toEqual([1, -0.1 * 3])
  const turns = path({ ...still, updates: 'alternating', critic: 5 }, 1)[1]!
  expect(turns[1]).toBeCloseTo(-0.5, 12)
  expect(turns[0]).toBeCloseTo(1 - 0.1 * 0.5, 12)
})

it('stops where the path is lost', () => {
  const points = path({ loss: 'wgan', h: 1 }, 1000)
  expect(points.length).toBeLessThan(30)
  expect(points.every((point) => radius(point) < 1e3)).toBe(true)
})

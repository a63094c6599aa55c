import { expect, it } from 'vitest'
import { asOpinion, difference, meanDistance, optimumLines } from './best'

const field = (n: number, value: (x: number, y: number) => number) => ({
  shape: [n, n],
  data: Float32Array.from({ length: n * n }, (_, i) => value(((i % n) + 0.5) / n, (Math.floor(i / n) + 0.5) / n)),
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

it('outlines D* where p and q meet, and not where there is neither', () => {
  // Real on the left, fake on the right, nothing above: there D* is ½ throughout.
  const best = field(48, (x, y) => (y > 0.6 ? 0.5 : 1 / (1 + Math.exp(20 * (x - 0.5)))))
  const points = optimumLines(best).flat()
  const crossing = points.filter(([x, y]) => Math.abs(x - 24) < 0.6 && y < 28)
  expect(crossing.length).toBeGreaterThan(20)
  expect(points.filter(([, y]) => y > 31)).toEqual([])
})

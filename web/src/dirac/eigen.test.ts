import { expect, it } from 'vitest'
import { USUAL, type Choice } from './choice'
import { eigenvalues, jacobian } from './eigen'
import { spectrumOf } from './orbit'

const flow = (choice: Partial<Choice>) => spectrumOf({ ...USUAL, ...choice })!.flow
const step = (choice: Partial<Choice>) => spectrumOf({ ...USUAL, ...choice })!.step

function expectPair(found: { re: number; im: number }[], wanted: [number, number][]): void {
  wanted.forEach(([re, im], i) => {
    expect(found[i]!.re).toBeCloseTo(re, 6)
    expect(found[i]!.im).toBeCloseTo(im, 6)
  })
}

it('finds the eigenvalues of a matrix', () => {
  expectPair(eigenvalues([[2, 1], [1, 2]]), [[3, 0], [1, 0]]) // prettier-ignore
  expectPair(eigenvalues([[0, 3], [-3, 0]]), [[0, 3], [0, -3]]) // prettier-ignore
  expectPair(eigenvalues([[5, 0], [0, 5]]), [[5, 0], [5, 0]]) // prettier-ignore
})

it('differentiates a map', () => {
  const [[a, b], [c, d]] = jacobian(([x, y]) => [x ** 3 * y, Math.sin(y)], [2, 1])
  expect(a).toBeCloseTo(12, 8)
  expect(b).toBeCloseTo(8, 8)
  expect(c).toBeCloseTo(0, 8)
  expect(d).toBeCloseTo(Math.cos(1), 8)
})

it.each(['gan', 'nonsaturating', 'lsgan'] as const)('has ±½ i for %s without a remedy', (loss) => {
  expectPair(flow({ loss }), [
    [0, 0.5],
    [0, -0.5],
  ])
})

it.each(['wgan', 'hinge'] as const)('has ±i for %s', (loss) => {
  expectPair(flow({ loss }), [
    [0, 1],
    [0, -1],
  ])
})

it.each<[number, [number, number][]]>([
  [0.3, [[-0.15, 0.47697], [-0.15, -0.47697]]],
  [0.5, [[-0.25, 0.433013], [-0.25, -0.433013]]],
  [1, [[-0.5, 0], [-0.5, 0]]],
  [2, [[-0.133975, 0], [-1.866025, 0]]],
])('has −γ/2 ± √(γ²/4 − ¼) with R1 at γ = %d', (weight, wanted) => {
  expectPair(flow({ remedy: 'r1', weight }), wanted)
}) // prettier-ignore

it.each([0.5, 1, 2])('has f″(0)σ² ± √(f″(0)²σ⁴ − f′(0)²) with instance noise σ = %d', (sigma) => {
  const middle = -(sigma ** 2) / 4
  const root = middle ** 2 - 0.25
  const [re, im] = root < 0 ? [0, Math.sqrt(-root)] : [Math.sqrt(root), 0]
  expectPair(flow({ remedy: 'noise', weight: sigma }), [
    [middle + re, im],
    [middle - re, -im],
  ])
})

it('leaves the WGAN alone with instance noise: its D is linear in x', () => {
  expectPair(flow({ loss: 'wgan', remedy: 'noise', weight: 1 }), [[0, 1], [0, -1]]) // prettier-ignore
})

it('has −γ/4 ± ½ i with consensus optimisation', () => {
  expectPair(flow({ remedy: 'consensus', weight: 0.8 }), [[-0.2, 0.5], [-0.2, -0.5]]) // prettier-ignore
})

it('takes the learning rate of D into account', () => {
  // √(1 · r) · ½ i
  expectPair(flow({ ratio: 4 }), [[0, 1], [0, -1]]) // prettier-ignore
})

it('has 1 + hλ for simultaneous steps', () => {
  expectPair(step({ remedy: 'r1', weight: 0.3, h: 0.4 }), [[0.94, 0.190788], [0.94, -0.190788]]) // prettier-ignore
})

it('stays on the unit circle where they take turns, for steps below 2', () => {
  for (const h of [0.1, 1, 1.9])
    for (const { re, im } of step({ loss: 'wgan', updates: 'alternating', h }))
      expect(Math.hypot(re, im)).toBeCloseTo(1, 8)
  const [{ re }, other] = step({ loss: 'wgan', updates: 'alternating', h: 2.2 })
  expect(Math.max(Math.abs(re), Math.abs(other.re))).toBeGreaterThan(1.5)
})

it('has no eigenvalues where the gradient penalty has its kink', () => {
  expect(spectrumOf({ ...USUAL, remedy: 'gradient_penalty', weight: 0.3 })).toBeNull()
  expect(spectrumOf({ ...USUAL, remedy: 'gradient_penalty', weight: 0 })).not.toBeNull()
})

import { describe, expect, it } from 'vitest'
import { REMEDIES, type Point, type RemedyName } from './choice'
import { fieldOf, lossesAt, type Rules } from './game'
import { LOSSES, sigmoid, type LossName } from './losses'

const PLACES: Point[] = [
  [1, 0.4],
  [-0.7, 1.1],
  [0.3, -0.9],
]
const names = Object.keys(LOSSES) as LossName[]
const remedies = (Object.keys(REMEDIES) as RemedyName[]).filter((name) => name !== 'consensus')

/** −∂L_G/∂θ and −∂L_D/∂ψ by differences of the losses themselves. */
function differences(rules: Rules, [theta, psi]: Point): Point {
  const step = 1e-5
  const of = (player: 0 | 1, dTheta: number, dPsi: number): number =>
    (lossesAt(rules, [theta - dTheta, psi - dPsi])[player] - lossesAt(rules, [theta + dTheta, psi + dPsi])[player]) /
    (2 * step)
  return [of(1, step, 0), of(0, 0, step)]
}

describe('the field', () => {
  const cases = names.flatMap((loss) => remedies.map((remedy) => ({ loss, remedy })))
  it.each(cases)('of $loss with $remedy descends both losses', ({ loss, remedy }) => {
    const rules: Rules = { loss, remedy, weight: 0.4 }
    for (const place of PLACES) {
      const [theta, psi] = fieldOf(rules)(place)
      const [byTheta, byPsi] = differences(rules, place)
      expect(theta).toBeCloseTo(byTheta, 6)
      expect(psi).toBeCloseTo(byPsi, 6)
    }
  })

  it('of the paper’s f(t) = −log(1 + e^(−t)) is (σ(ψθ)ψ, −σ(ψθ)θ) where ψ is large on real points', () => {
    const field = fieldOf({ loss: 'gan', remedy: 'none', weight: 0 })
    for (const [theta, psi] of PLACES) {
      const slope = sigmoid(theta * psi)
      expect(field([theta, psi])[0]).toBeCloseTo(slope * psi, 12)
      expect(field([theta, psi])[1]).toBeCloseTo(-slope * theta, 12)
    }
  })

  it.each(names)('of %s is at rest where the fake point is the real one and D is flat', (loss) => {
    expect(Math.hypot(...fieldOf({ loss, remedy: 'r1', weight: 1 })([0, 0]))).toBe(0)
  })

  it('of consensus optimisation shortens itself', () => {
    const [plain, agreed] = [0, 0.5].map((weight) => fieldOf({ loss: 'wgan', remedy: 'consensus', weight })) as [
      ReturnType<typeof fieldOf>,
      ReturnType<typeof fieldOf>,
    ]
    // v = (ψ, −θ) has Jᵀv = (θ, ψ).
    for (const [theta, psi] of PLACES) {
      expect(plain([theta, psi])).toEqual([psi, -theta])
      expect(agreed([theta, psi])[0]).toBeCloseTo(psi - 0.5 * theta, 9)
      expect(agreed([theta, psi])[1]).toBeCloseTo(-theta - 0.5 * psi, 9)
    }
  })
})

describe('the losses', () => {
  it('have the known values at the equilibrium', () => {
    const at = (loss: LossName): [number, number] => lossesAt({ loss, remedy: 'none', weight: 0 }, [0, 0])
    expect(at('gan')[0]).toBeCloseTo(Math.log(4), 12)
    expect(at('nonsaturating')[1]).toBeCloseTo(Math.log(2), 12)
    expect(at('wgan')[0]).toBeCloseTo(0, 12)
    expect(at('hinge')[0]).toBe(2)
    expect(at('lsgan')).toEqual([0.25, 0.125])
  })

  it('cost a steep D more where noise lets real and fake overlap', () => {
    const steep = (sigma: number): number => lossesAt({ loss: 'gan', remedy: 'noise', weight: sigma }, [0, 2])[0]
    expect(steep(1)).toBeGreaterThan(steep(0) + 0.5)
  })
})

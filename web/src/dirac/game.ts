/**
 * The GAN of one parameter each (Mescheder, Geiger & Nowozin 2018, arXiv:1801.04406): the data are the single point 0,
 * G generates the single point θ, and D(x) = ψx. Training is a path in the plane of (θ, ψ); this is the field it follows.
 * As everywhere on the page D is large where a point looks real; the paper's ψ has the other sign.
 */

import type { Choice, Point } from './choice'
import { jacobian } from './eigen'
import { LOSSES } from './losses'

export type Field = (point: Point) => Point
/** What the field depends on. */
export type Rules = Pick<Choice, 'loss' | 'remedy' | 'weight'>

/** Integrates over N(0, 1): the trapezoid rule is exact to rounding for smooth functions that end this far out. */
const NODES = Array.from({ length: 65 }, (_, i) => -8 + i / 4)
const WEIGHTS = NODES.map((node) => Math.exp(-(node ** 2) / 2) / Math.sqrt(2 * Math.PI) / 4)

/** The mean of a function of ε ~ N(0, deviation²). */
function mean(deviation: number, of: (noise: number) => number): number {
  if (deviation === 0) return of(0)
  return NODES.reduce((sum, node, i) => sum + WEIGHTS[i]! * of(deviation * node), 0)
}

const noiseOf = ({ remedy, weight }: Rules): number => (remedy === 'noise' ? weight : 0)

/** [loss of D, loss of G], the penalty on D with it. */
export function lossesAt(rules: Rules, [theta, psi]: Point): [number, number] {
  const { real, fake, generator } = LOSSES[rules.loss]
  const sigma = noiseOf(rules)
  const paid = mean(sigma, (noise) => real.value(psi * noise) + fake.value(psi * (theta + noise)))
  return [paid + penalty(rules, psi), mean(sigma, (noise) => generator.value(psi * (theta + noise)))]
}

function penalty({ remedy, weight }: Rules, psi: number): number {
  if (remedy === 'r1') return (weight / 2) * psi ** 2
  return remedy === 'gradient_penalty' ? weight * (Math.abs(psi) - 1) ** 2 : 0
}

function penaltySlope({ remedy, weight }: Rules, psi: number): number {
  if (remedy === 'r1') return weight * psi
  return remedy === 'gradient_penalty' ? 2 * weight * (psi - Math.sign(psi)) : 0
}

/** Where each player's gradient descent takes (θ, ψ): v = (−∂L_G/∂θ, −∂L_D/∂ψ). */
export function fieldOf(rules: Rules): Field {
  const descent = descentOf(rules)
  if (rules.remedy !== 'consensus' || rules.weight === 0) return descent
  // Mescheder, Nowozin & Geiger 2017, arXiv:1705.10461: both also make the field shorter, v − γ ∇½‖v‖² = v − γ Jᵀv.
  return (point) => {
    const [a, b] = descent(point)
    const [[aa, ab], [ba, bb]] = jacobian(descent, point)
    return [a - rules.weight * (aa * a + ba * b), b - rules.weight * (ab * a + bb * b)]
  }
}

function descentOf(rules: Rules): Field {
  const { real, fake, generator } = LOSSES[rules.loss]
  const sigma = noiseOf(rules)
  return ([theta, psi]) => [
    -psi * mean(sigma, (noise) => generator.slope(psi * (theta + noise))),
    -mean(sigma, (noise) => {
      const generated = theta + noise
      return noise * real.slope(psi * noise) + generated * fake.slope(psi * generated)
    }) - penaltySlope(rules, psi),
  ]
}

/** False where the field has a kink at the equilibrium, and so neither Jacobian nor eigenvalues there. */
export const isSmooth = ({ remedy, weight }: Rules): boolean => remedy !== 'gradient_penalty' || weight === 0

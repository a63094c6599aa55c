/** What each game asks of D's output s on a real and on a fake point, with the slope of every term. */

export interface Term {
  value(s: number): number
  slope(s: number): number
}

export interface Loss {
  title: string
  /** D pays `real` on the data and `fake` on the generated point, and wants to pay little. */
  real: Term
  fake: Term
  generator: Term
  /** TeX of the two losses with t = ψθ; D says 0 (least squares: ½) at the data. */
  formula: string
}

export const sigmoid = (s: number): number => 1 / (1 + Math.exp(-s))

const softplus: Term = {
  value: (s) => Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s))),
  slope: sigmoid,
}
const linear: Term = { value: (s) => s, slope: () => 1 }
const ramp: Term = { value: (s) => Math.max(0, 1 + s), slope: (s) => (s > -1 ? 1 : 0) }
const square = (target: number): Term => ({
  value: (s) => (s - target) ** 2 / 2,
  slope: (s) => s - target,
})
const negate = ({ value, slope }: Term): Term => ({ value: (s) => -value(s), slope: (s) => -slope(s) })
const mirror = ({ value, slope }: Term): Term => ({ value: (s) => value(-s), slope: (s) => -slope(-s) })

export const LOSSES = {
  gan: {
    title: 'GAN, minimax',
    real: mirror(softplus),
    fake: softplus,
    generator: negate(softplus),
    formula: String.raw`L_D=\log 2+\log(1+e^{\psi\theta})\qquad L_G=-\log(1+e^{\psi\theta})`,
  },
  nonsaturating: {
    title: 'GAN, non-saturating',
    real: mirror(softplus),
    fake: softplus,
    generator: mirror(softplus),
    formula: String.raw`L_D=\log 2+\log(1+e^{\psi\theta})\qquad L_G=\log(1+e^{-\psi\theta})`,
  },
  wgan: {
    title: 'WGAN',
    real: negate(linear),
    fake: linear,
    generator: negate(linear),
    formula: String.raw`L_D=\psi\theta-\psi\cdot 0\qquad L_G=-\psi\theta`,
  },
  // A line through the origin cannot say 1 on real and 0 on fake points: D is ½ + ψx here, as a sigmoid has ½ at 0.
  lsgan: {
    title: 'Least squares',
    real: square(0.5),
    fake: square(-0.5),
    generator: square(0.5),
    formula: String.raw`D(x)=\tfrac12+\psi x\qquad L_D=\tfrac18+\tfrac12(\tfrac12+\psi\theta)^2\qquad L_G=\tfrac12(\psi\theta-\tfrac12)^2`,
  },
  hinge: {
    title: 'Hinge',
    real: mirror(ramp),
    fake: ramp,
    generator: negate(linear),
    formula: String.raw`L_D=1+\max(0,1+\psi\theta)\qquad L_G=-\psi\theta`,
  },
} satisfies Record<string, Loss>

export type LossName = keyof typeof LOSSES

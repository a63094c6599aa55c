/** Training: the steps of gradient descent, at the same time or in turns, and the path they make. */

import type { Choice, Point } from './choice'
import { eigenvalues, jacobian, type Complex } from './eigen'
import { fieldOf, isSmooth, type Field } from './game'

const EQUILIBRIUM: Point = [0, 0]

/** The field with D's learning rate in it, in units of G's. */
export function flowOf(choice: Choice): Field {
  const field = fieldOf(choice)
  return (point) => {
    const [theta, psi] = field(point)
    return [theta, psi * choice.ratio]
  }
}

/** One step of training. In turns D goes first, as often as it may, and G answers the new D. */
export function stepOf(choice: Choice): Field {
  const flow = flowOf(choice)
  const { h, updates, critic, remedy, weight } = choice
  const held = remedy === 'clip' ? (psi: number) => Math.min(weight, Math.max(-weight, psi)) : (psi: number) => psi
  if (updates === 'simultaneous')
    return ([theta, psi]) => {
      const [dTheta, dPsi] = flow([theta, psi])
      return [theta + h * dTheta, held(psi + h * dPsi)]
    }
  return ([theta, psi]) => {
    for (let i = 0; i < critic; i++) psi = held(psi + h * flow([theta, psi])[1])
    return [theta + h * flow([theta, psi])[0], psi]
  }
}

/** The path of `steps` steps from the start; it ends early if it goes farther out than `limit`. */
export function orbitOf(choice: Choice, steps: number, limit = 1e3): Point[] {
  const step = stepOf(choice)
  const points: Point[] = [choice.start]
  for (let i = 0; i < steps; i++) {
    const next = step(points[i]!)
    if (!(Math.hypot(...next) < limit)) break
    points.push(next)
  }
  return points
}

export interface Spectrum {
  /** Of the flow at the equilibrium: it converges where every real part is below 0. */
  flow: [Complex, Complex]
  /** Of one step: it converges where all lie inside the unit circle. */
  step: [Complex, Complex]
}

/** Null if a kink at the equilibrium rules out a linearisation. */
export function spectrumOf(choice: Choice): Spectrum | null {
  if (!isSmooth(choice)) return null
  const at = (map: Field): [Complex, Complex] => eigenvalues(jacobian(map, EQUILIBRIUM))
  return { flow: at(flowOf(choice)), step: at(stepOf(choice)) }
}

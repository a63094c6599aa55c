/** One sentence on what the steps do and why, with the number that says so. */

import { fixed, count, short } from '../words/format'
import type { Choice, Point } from './choice'
import { modulus, type Complex } from './eigen'
import { orbitOf, spectrumOf, type Spectrum } from './orbit'

/** `slow`: inwards, ever more slowly. `loop`: for ever around the middle. `stuck`: the gradient is gone before it gets there. */
export type Kind = 'converges' | 'slow' | 'loop' | 'stuck' | 'grows'

export interface Verdict {
  kind: Kind
  sentence: string
}

/** Enough for the slowest spiral that a user would wait for. */
const STEPS = 4_000
/** Beyond this distance the path does not come back. */
const AWAY = 50
const ARRIVED = 0.02
/** Two starts: well inside and well outside of the known cycles. */
const [CLOSE, FAR]: [Point, Point] = [
  [0.02, 0],
  [2, 2],
]
/** Linearised, a step that changes the distance by less than this keeps it. */
const NEUTRAL = 1e-7
/** The same of a whole path. */
const SAME = 0.03

interface Path {
  kind: Kind
  first: number
  /** Least and greatest distance in the last quarter. */
  least: number
  most: number
}

export function verdictOf(choice: Choice): Verdict {
  const path = follow(orbitOf(choice, STEPS, AWAY))
  const spectrum = spectrumOf(choice)
  return { kind: path.kind, sentence: spectrum ? describeLinear(choice, spectrum, path) : kinked(path) }
}

function follow(points: Point[]): Path {
  const distances = points.map((point) => Math.hypot(...point))
  const quarter = (number: number): number[] =>
    distances.slice((number * points.length) / 4, ((number + 1) * points.length) / 4)
  const [third, last] = [Math.max(...quarter(2)), quarter(3)]
  const [first, least, most] = [distances[0]!, Math.min(...last), Math.max(...last)]
  return { kind: kindOf(), first, least, most }

  function kindOf(): Kind {
    if (points.length <= STEPS) return 'grows'
    if (most < ARRIVED * first) return 'converges'
    if (swept(points.slice(-STEPS / 4)) < Math.PI && most > first) return 'stuck'
    if (Math.abs(most - third) < SAME * most) return 'loop'
    return most > third ? 'grows' : 'slow'
  }
}

/** The angle that a path covers around the middle, in radians. */
function swept(points: Point[]): number {
  return points.slice(1).reduce((sum, [x, y], i) => {
    const [a, b] = points[i]!
    return sum + Math.abs(Math.atan2(a * y - b * x, a * x + b * y))
  }, 0)
}

function describeLinear(choice: Choice, { flow, step }: Spectrum, path: Path): string {
  const factor = Math.max(...step.map(modulus))
  const change = Math.abs(factor - 1)
  if (change < NEUTRAL) return describeNeutral(step[0], path)
  if (factor < 1) return describeConverging(choice, flow, step, change, path)
  return leaving(choice, flow, change, path)
}

function describeConverging(choice: Choice, flow: Complex[], step: Complex[], change: number, path: Path): string {
  const rate = `${percent(change)} of the distance goes with each step`
  const how = step[0]!.im ? `It spirals in: ${rate}, a turn takes ${turn(step[0]!)} steps.` : `It slides in: ${rate}.`
  const near =
    path.kind === 'converges' || path.kind === 'slow'
      ? how
      : `Near the middle it would converge, but from this start it does not get there.`
  const real = Math.max(...flow.map(({ re }) => re))
  return `${near} Re λ = ${short(real)}, because ${PULLS[choice.remedy]}.`
}

/** What makes the real parts negative. */
const PULLS: Record<Choice['remedy'], string> = {
  none: 'D’s turns come in the right order',
  r1: 'the penalty brakes D: a slope that is not needed fades',
  gradient_penalty: 'the penalty has no weight',
  clip: 'D’s turns come in the right order',
  noise: 'where real and fake overlap, a steep D pays for its mistakes',
  consensus: 'both players also shorten the step they are about to take',
}

function leaving(choice: Choice, flow: Complex[], change: number, path: Path): string {
  const grows = `the distance grows by ${percent(change)} a step`
  const real = Math.max(...flow.map(({ re }) => re))
  if (path.kind === 'loop') {
    const others = [CLOSE, FAR].map((start) => follow(orbitOf({ ...choice, start }, STEPS, AWAY)))
    return `${ringed(path, others)} In the middle nothing holds it: ${grows}.`
  }
  const why =
    real < -NEUTRAL
      ? `The flow converges (Re λ = ${short(real)}), but steps of ${short(choice.h)} leap over the middle: ${grows}.`
      : choice.updates === 'simultaneous'
        ? `It spirals out: Re λ = 0, nothing pulls inwards, and a step along the tangent leads outwards: ${grows}.`
        : `It spirals out: each answers the other too strongly with steps of ${short(choice.h)}: ${grows}.`
  return `${why} ${END[path.kind](path)}`
}

/** Describes a path that ends on a cycle, from inside or from outside. */
function ringed(path: Path, others: Path[]): string {
  const ring = path.most - path.least < SAME * path.most ? 'circle' : 'loop'
  const end = `It ends on a ${ring} at a distance of ${span(path)}`
  const same = (other: Path): boolean => other.kind === 'loop' && Math.abs(other.most - path.most) < SAME * path.most
  if (!others.every(same)) return `${end}.`
  return `${end}: from inside it spirals out to it, from outside in.`
}

/** How a path ends that leaves the equilibrium. */
const END: Record<Kind, (path: Path) => string> = {
  grows: () => 'It never converges, although each player does its best.',
  stuck: ({ most }) =>
    `It never converges, although each player does its best. At a distance of ${fixed(most)} it hardly moves any more, because the gradient has all but vanished.`,
  loop: (path) => `It goes round for ever at a distance of ${span(path)}.`,
  slow: (path) => `Farther out it is pulled in: after ${count(STEPS)} steps the distance is ${span(path)}.`,
  converges: () => 'From this very start it arrives all the same.',
}

function describeNeutral(eigenvalue: Complex, path: Path): string {
  const circle = `|μ| = 1: near the middle it circles for ever, a turn every ${turn(eigenvalue)} steps, neither in nor out.`
  if (path.kind === 'slow' || path.kind === 'converges')
    return `${circle} Only the bend of the loss pulls inwards, ever more weakly: from ${fixed(path.first)} to ${fixed(path.most)} in ${count(STEPS)} steps.`
  if (path.kind === 'loop')
    return `${circle} Each answers the other’s newest move, which takes back what a step along the tangent would add.`
  return `${circle} ${END[path.kind](path)}`
}

function kinked(path: Path): string {
  const why =
    'The penalty has a kink at ψ = 0, so there are no eigenvalues: it wants |ψ| = 1 and drives D away from the middle.'
  if (path.kind === 'converges') return `${why} From this very start it arrives all the same.`
  return `${why} ${path.kind === 'grows' || path.kind === 'stuck' ? END[path.kind](path) : `It swings for ever, at a distance of ${span(path)}.`}`
}

/** Steps a turn takes. */
function turn({ re, im }: Complex): string {
  return short((2 * Math.PI) / Math.abs(Math.atan2(im, re)), 2)
}

const percent = (share: number): string => `${short(100 * share, 2)} %`

function span({ least, most }: Path): string {
  return most - least < SAME * most ? fixed(most) : `${fixed(least)} to ${fixed(most)}`
}

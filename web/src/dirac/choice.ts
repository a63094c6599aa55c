/** What can be chosen in the smallest GAN, with ranges, and its form in an address: `dirac.loss=wgan`. */

import { LOSSES, type LossName } from './losses'

export type Point = readonly [theta: number, psi: number]

export interface Remedy {
  title: string
  /** The remedy's one number. */
  symbol: string
  label: string
  low: number
  high: number
  usual: number
  formula: string
}

export const REMEDIES = {
  none: { title: 'none', symbol: '', label: '', low: 0, high: 0, usual: 0, formula: '' },
  r1: {
    title: 'R1 penalty (R2 is the same here)',
    symbol: 'γ',
    label: 'Weight of the penalty',
    low: 0,
    high: 3,
    usual: 0.3,
    formula: String.raw`+\tfrac{\gamma}{2}\psi^2\;\text{ for }D`,
  },
  gradient_penalty: {
    title: 'Gradient penalty of WGAN-GP',
    symbol: 'λ',
    label: 'Weight of the penalty',
    low: 0,
    high: 3,
    usual: 0.3,
    formula: String.raw`+\lambda(|\psi|-1)^2\;\text{ for }D`,
  },
  clip: {
    title: 'Weight clipping of WGAN',
    symbol: 'c',
    label: 'Largest weight of D',
    low: 0.1,
    high: 2,
    usual: 1,
    formula: String.raw`\psi\leftarrow\min(c,\max(-c,\psi))\;\text{ after each update}`,
  },
  noise: {
    title: 'Instance noise',
    symbol: 'σ',
    label: 'Noise on every point',
    low: 0,
    high: 2,
    usual: 1,
    formula: String.raw`\mathbb{E}\text{ over }x+\varepsilon,\;\varepsilon\sim\mathcal N(0,\sigma^2)`,
  },
  consensus: {
    title: 'Consensus optimisation',
    symbol: 'γ',
    label: 'Weight of consensus',
    low: 0,
    high: 3,
    usual: 0.3,
    formula: String.raw`-\gamma\nabla\tfrac12\|v\|^2\;\text{ for both}`,
  },
} satisfies Record<string, Remedy>

export type RemedyName = keyof typeof REMEDIES
export type Updates = 'simultaneous' | 'alternating'

export interface Choice {
  loss: LossName
  remedy: RemedyName
  weight: number
  updates: Updates
  /** Step size of both; D's is this times `ratio`. */
  h: number
  ratio: number
  /** Updates of D before each of G, where they take turns. */
  critic: number
  start: Point
}

export const RANGES = {
  h: { low: 0.01, high: 4 },
  ratio: { low: 0.1, high: 10 },
  critic: { low: 1, high: 10 },
  start: { low: -2, high: 2 },
}

export const USUAL: Choice = {
  loss: 'gan',
  remedy: 'none',
  weight: 0,
  updates: 'simultaneous',
  h: 0.2,
  ratio: 1,
  critic: 1,
  start: [1, 0.4],
}

/** Parameters as an address has them, by their names after `dirac.`. */
export type Parameters = Record<string, string>

export function parseChoice(given: Parameters): { choice: Choice; notices: string[] } {
  const notices: string[] = []
  const rest = { ...given }
  const take = (name: string): string | undefined => {
    const text = rest[name]
    delete rest[name]
    return text
  }
  const one = <T extends string>(name: string, offered: readonly T[], usual: T): T => {
    const text = take(name)
    if (text === undefined || offered.includes(text as T)) return (text as T) ?? usual
    notices.push(`dirac.${name} cannot be “${text}” (allowed: ${offered.join(', ')}); it is ${usual}.`)
    return usual
  }
  const number = (name: string, text: string | undefined, low: number, high: number, usual: number): number => {
    if (text === undefined) return usual
    const value = text.trim() === '' ? NaN : Number(text)
    const nearest = Number.isNaN(value) ? usual : Math.min(high, Math.max(low, value))
    if (nearest !== value)
      notices.push(`dirac.${name} ${text} is not a number from ${low} to ${high}; it is now ${nearest}.`)
    return nearest
  }
  const within = (name: 'h' | 'ratio' | 'critic'): number =>
    number(name, take(name), RANGES[name].low, RANGES[name].high, USUAL[name])
  const loss = one('loss', Object.keys(LOSSES) as LossName[], USUAL.loss)
  const remedy = one('remedy', Object.keys(REMEDIES) as RemedyName[], USUAL.remedy)
  const { low, high, usual } = REMEDIES[remedy]
  const weight = number('weight', take('weight'), low, high, usual)
  const updates = one('updates', ['simultaneous', 'alternating'], USUAL.updates)
  const place = (text: string | undefined): Point => {
    const { low, high } = RANGES.start
    const parts = text?.split(',') ?? USUAL.start.map(String)
    if (parts.length !== 2) notices.push(`dirac.start ${text} is not two numbers; it is now ${USUAL.start}.`)
    const [theta = '', psi = ''] = parts.length === 2 ? parts : USUAL.start.map(String)
    return [number('start', theta, low, high, USUAL.start[0]), number('start', psi, low, high, USUAL.start[1])]
  }
  const choice: Choice = {
    loss,
    remedy,
    weight,
    updates,
    h: within('h'),
    ratio: within('ratio'),
    critic: Math.round(within('critic')),
    start: place(take('start')),
  }
  for (const name of Object.keys(rest))
    notices.push(`“dirac.${name}” in the address is not known here and was ignored.`)
  return { choice, notices }
}

/** Only the parameters that differ from the defaults. */
export function formatChoice(choice: Choice): Parameters {
  const { loss, remedy, weight, updates, h, ratio, critic, start } = choice
  const all: [string, string, string][] = [
    ['loss', loss, USUAL.loss],
    ['remedy', remedy, USUAL.remedy],
    ['weight', String(weight), String(REMEDIES[remedy].usual)],
    ['updates', updates, USUAL.updates],
    ['h', String(h), String(USUAL.h)],
    ['ratio', String(ratio), String(USUAL.ratio)],
    ['critic', String(critic), String(USUAL.critic)],
    ['start', start.join(), USUAL.start.join()],
  ]
  return Object.fromEntries(all.filter(([, value, usual]) => value !== usual).map(([name, value]) => [name, value]))
}

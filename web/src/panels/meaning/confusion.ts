/** The confusion matrix of D, and how much each cell teaches D and G. */

import { fixed } from '../../words/format'

export const TRUTHS = ['real', 'fake'] as const
export type Truth = (typeof TRUTHS)[number]

export interface Cell {
  truth: Truth
  verdict: Truth
  right: boolean
  /** The share of the samples of its row, from 0 to 1. */
  share: number
  /** Whom it teaches: "teaches D much, G a little" */
  phrase: string
  /** The numbers behind the phrase. */
  weights: string
}

type Values = Record<string, number | null>

/** The four cells, rows truth; null where the verdicts are not known. `judge` is what D is called. */
export function cellsOf(values: Values, judge = 'D'): Cell[] | null {
  const cells = TRUTHS.flatMap((truth) =>
    TRUTHS.map((verdict) => {
      const name = `${truth}_as_${verdict}`
      const [phrase, weights] = lessonsOf(values, name, judge)
      return { truth, verdict, right: truth === verdict, share: values[name] ?? NaN, phrase, weights }
    }),
  )
  return cells.some(({ share }) => Number.isNaN(share)) ? null : cells
}

/**
 * How much a sample of this cell moves each network: |∂L/∂D(x)|, 1 for a sample that counts in full. It is the loss
 * in play that says so: WGAN's critic learns as much from every sample, the minimax loss teaches G nothing where D
 * is sure.
 */
function lessonsOf(values: Values, cell: string, judge: string): [phrase: string, weights: string] {
  const lessons = (['d', 'g'] as const).flatMap((network) => {
    const weight = values[`lesson_${network}_${cell}`]
    return weight == null ? [] : [{ who: network === 'd' ? judge : 'G', weight }]
  })
  if (lessons.length === 0) return ['', '']
  const list = (words: (weight: number) => string): string =>
    lessons.map(({ who, weight }) => `${who} ${words(weight)}`).join(', ')
  const alike = new Set(lessons.map(({ weight }) => strength(weight))).size === 1
  const phrase = alike
    ? `${lessons.map(({ who }) => who).join(' and ')} ${strength(lessons[0]!.weight)}`
    : list(strength)
  return [`teaches ${phrase}`, `∂loss/∂D(x), mean size: ${list((weight) => fixed(weight))}`]
}

/** ½ is what a D that cannot tell teaches with the losses of the original GAN. */
export function strength(weight: number): string {
  if (weight < 0.02) return 'nothing'
  if (weight < 1 / 3) return 'a little'
  return weight < 2 / 3 ? 'some' : 'much'
}

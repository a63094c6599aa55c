/** What a grid of samples shows, in a sentence: "Step 1,200: 64 images of 32 × 32 pixels, 9 look real to D, …". */

import { count, fixed } from '../../../words/format'

export interface ImageFacts {
  step: number
  side: number
  /** One for each sample, from −1 (fake) to 1 (real). */
  opinions: ArrayLike<number>
  /** The names of the rows, if they have any. */
  labels: readonly string[]
  dReal: number | undefined
  dFake: number | undefined
  critic: boolean
  /** The newest measures; null before the first. */
  measures: Record<string, number | null> | null
  /** The names of the data's classes; empty for data without labels. */
  classes: readonly string[]
}

/** One word for all classes. */
function kindOf(classes: readonly string[]): string {
  if (classes.every((name) => /^\d$/.test(name))) return 'digits'
  return classes.every((name) => /^\p{L}$/u.test(name)) ? 'letters' : 'classes'
}

export function describeImages({
  step,
  side,
  opinions,
  labels,
  dReal,
  dFake,
  critic,
  measures,
  classes,
}: ImageFacts): string {
  const real = Array.from(opinions).filter((opinion) => opinion > 0).length
  const judge = critic ? 'the critic' : 'D'
  const facts = [`${count(opinions.length)} images of ${side} × ${side} pixels`]
  const found = measures?.['classes']
  if (found != null && classes.length)
    facts.unshift(`samples look like ${count(found)} of ${count(classes.length)} ${kindOf(classes)}`)
  if (labels.length) facts.push(`a row each for ${labels.join(', ')}`)
  facts.push(`${count(real)} look${real === 1 ? 's' : ''} real to ${judge}`)
  if (dReal !== undefined) facts.push(critic ? `critic ${fixed(dReal)} on real` : `D(real) ${fixed(dReal)}`)
  if (dFake !== undefined) facts.push(critic ? `${fixed(dFake)} on fake` : `D(fake) ${fixed(dFake)}`)
  return `Step ${count(step)}: ${facts.join(', ')}`
}

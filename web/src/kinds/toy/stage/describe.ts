/** What the stage shows, in a sentence: "Step 1,200: 7 of 8 modes, 93 % high quality, D(real) 0.55". */

import { count, fixed, percent, short } from '../../../words/format'

const WORTH_SAYING = 0.1

export interface Facts {
  step: number
  measures: Record<string, number | null> | null
  /** Modes that a perfect generator finds, where the data have any. */
  allModes: number | undefined
  dReal: number | undefined
  critic: boolean
  /** Share of the generated samples outside the picture. */
  outside: number
  /** Mean of |D − D*| over the stage, where the two are compared. */
  distance?: number | undefined
  /** The usual length of the generator's gradient at a fake, where its arrows are shown. */
  push?: number | undefined
}

export function describe({ step, measures, allModes, dReal, critic, outside, distance, push }: Facts): string {
  const facts: string[] = []
  const { modes, hq, js } = measures ?? {}
  if (modes != null && allModes && allModes > 1) facts.push(`${count(modes)} of ${count(allModes)} modes`)
  if (hq != null) facts.push(`${count(hq)} % high quality`)
  if (js != null) facts.push(`JS ${fixed(js)} bits`)
  if (dReal !== undefined) facts.push(critic ? `critic ${fixed(dReal)} on real` : `D(real) ${fixed(dReal)}`)
  if (outside >= WORTH_SAYING) facts.push(`${percent(outside)} of the fakes outside the picture`)
  if (distance !== undefined) facts.push(`D ${fixed(distance)} from D* on average`)
  if (push !== undefined) facts.push(`gradient ${short(push, 2)} at the fakes`)
  const start = `Step ${count(step)}`
  return facts.length ? `${start}: ${facts.join(', ')}` : start
}

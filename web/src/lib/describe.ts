/** What the stage shows, in a sentence: "Step 1,200: 7 of 8 modes, 93 % high quality, D(real) 0.55". */

import { count, fixed } from './format'

export interface Facts {
  step: number
  measures: Record<string, number> | null
  /** Modes that a perfect generator finds, where the data have any. */
  allModes: number | undefined
  dReal: number | undefined
  dFake: number | undefined
  critic: boolean
}

export function describe({ step, measures, allModes, dReal, dFake, critic }: Facts): string {
  const facts: string[] = []
  if (measures?.['modes'] !== undefined && allModes) facts.push(`${count(measures['modes'])} of ${count(allModes)} modes`)
  if (measures?.['hq'] !== undefined) facts.push(`${count(measures['hq'])} % high quality`)
  if (measures?.['js'] !== undefined) facts.push(`JS divergence ${fixed(measures['js'])} bit`)
  if (dReal !== undefined) facts.push(critic ? `critic ${fixed(dReal)} on real` : `D(real) ${fixed(dReal)}`)
  if (dFake !== undefined) facts.push(critic ? `${fixed(dFake)} on fake` : `D(fake) ${fixed(dFake)}`)
  const start = `Step ${count(step)}`
  return facts.length ? `${start}: ${facts.join(', ')}` : start
}

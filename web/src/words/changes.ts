/** Changes of knobs in words, as marks say them everywhere: "learning rate of D 0.001 → 0.01". */

import type { Change, WholeRecipe } from '../wire/protocol'
import { dataOf, variantOf, type Catalogue } from '../wire/catalogue'
import { count, value } from './format'
import { controlsOf, type Control } from '../wire/schema'

/** The owner of a knob by its group, added if the label does not name it. */
const OWNERS: Record<string, string> = { Discriminator: 'D', Generator: 'G', Data: 'the data' }

/** The name of a knob within a sentence. */
export type Naming = (name: string) => string

export function namingOf(catalogue: Catalogue | null, recipe: WholeRecipe | undefined): Naming {
  if (!catalogue || !recipe) return plain
  const game = controlsOf(variantOf(catalogue, recipe)?.schema ?? {})
  const data = controlsOf(dataOf(catalogue, recipe)?.schema ?? {}).map((control) => ({ ...control, group: 'Data' }))
  const names = new Map([...data, ...game].map((control) => [control.name, nameOf(control)]))
  return (name) => names.get(name) ?? plain(name)
}

/** "learning rate of D" from the label "Learning rate" in the group "Discriminator". */
export function nameOf({ label, group }: Pick<Control, 'label' | 'group'>): string {
  // "R1", "β₁" and "BatchNorm" are names, "Learning rate" begins with a word.
  const lowered = /^[A-Z][a-z]+\b/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
  const owner = OWNERS[group]
  return owner && !lowered.includes(' of ') ? `${lowered} of ${owner}` : lowered
}

/** Each knob once: what it was before the first and is after the last of these changes. */
export function changeWords(changes: Change[], naming: Naming): string {
  return summed(changes)
    .map(({ name, old, new: now }) => `${naming(name)} ${valueWords(old)} → ${valueWords(now)}`)
    .join(', ')
}

/** "step 1,234: learning rate of D 0.001 → 0.01"; the strip of time begins a sentence with it. */
export function markWords(step: number, changes: Change[], naming: Naming, start = 'step'): string {
  return `${start} ${count(step)}: ${changeWords(changes, naming)}`
}

export const valueWords = (of: unknown): string => value(of)

const plain = (name: string): string => name.replaceAll('_', ' ')

/** Each knob once: its value before the first and after the last of these changes. */
export function summed(changes: Change[]): Change[] {
  const byName = new Map<string, Change>()
  for (const change of changes) {
    const first = byName.get(change.name)
    byName.set(change.name, first ? { ...change, old: first.old } : change)
  }
  return [...byName.values()]
}

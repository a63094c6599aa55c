/** What a lesson's link hides or locks: `hide=transport,diagram&lock=lr_d,data`. */

import type { WholeRecipe } from '../wire/protocol'
import { dataOf, variantOf, type Catalogue, type Offer, type Schema } from '../wire/catalogue'
import { controlsOf } from '../wire/schema'

/** Parts of the page by the names that links use, in reading order. `knobs` is every knob, those of the data with it. */
export const PARTS: Record<string, string> = {
  gallery: 'Gallery',
  transport: 'Transport',
  data: 'Data',
  game: 'Choice of the game',
  knobs: 'All knobs',
  layers: 'Layers of the picture',
  diagram: 'Model as a diagram',
  meaning: 'What it means',
  dirac: 'The smallest GAN',
}
const ALL_KNOBS = 'knobs'
const DATA = 'data'

/** Whether a list names this part or knob, itself or with others; knobs of the data are written `data.radius`. */
export function covers(list: readonly string[], name: string): boolean {
  if (list.includes(name)) return true
  if (name in PARTS) return false
  return list.includes(ALL_KNOBS) || (name.startsWith(`${DATA}.`) && list.includes(DATA))
}

/** Separates names of parts and knobs from unknown names. */
export function knownParts(names: readonly string[], catalogue: Catalogue): { known: string[]; unknown: string[] } {
  const offers: Offer[] = Object.values(catalogue.kinds)
  const namesOf = (schema: Schema): string[] => controlsOf(schema).map(({ name }) => name)
  const knobs = new Set([
    ...offers.flatMap(({ variants }) => variants).flatMap(({ schema }) => namesOf(schema)),
    ...offers.flatMap(({ data }) => data).flatMap(({ schema }) => namesOf(schema).map((name) => `${DATA}.${name}`)),
  ])
  const isKnown = (name: string): boolean => name in PARTS || knobs.has(name)
  return { known: names.filter(isKnown), unknown: names.filter((name) => !isKnown(name)) }
}

/** The knobs of this game and these data: their names in links, and their titles. */
export function knobTitles(catalogue: Catalogue, recipe: WholeRecipe): [name: string, title: string][] {
  const of = (info: { schema: Schema } | undefined, prefix: string): [string, string][] =>
    controlsOf(info?.schema ?? {}).map(({ name, label, group }) => [
      prefix + name,
      prefix ? `${label} (data)` : `${label} (${group.toLowerCase()})`,
    ])
  return [...of(dataOf(catalogue, recipe), `${DATA}.`), ...of(variantOf(catalogue, recipe), '')]
}

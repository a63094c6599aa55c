/**
 * An experiment as an address: `#variant=wgan_gp&data=ring&lr_d=0.002&data.radius=0.3&seed=7`; own points are in
 * it too, `points=0.31,0.7;0.2,0.5`, packed where they are many.
 * Defaults are left out. Mistakes in a link are corrected and reported; a link is never refused.
 */

import type { WholeRecipe } from '../wire/protocol'
import {
  dataOf,
  firstOfKind,
  kindOf,
  kindOfData,
  kindOfVariant,
  offerOf,
  variantOf,
  type Catalogue,
  type Kind,
  type Schema,
} from '../wire/catalogue'
import { value as shown } from '../words/format'
import { isOf, presetOf, recipeOf } from './gallery'
import { knownParts, PARTS } from './lesson'
import { dataOfPoints, givePoints, pointsPairs, takePoints } from './own-data'
import { pairsIn, partsPairs, takeParts, type PageParts } from './pageparts'
import { allowed, controlsOf, nearest, sameValue, type Control } from '../wire/schema'

const DATA_PREFIX = 'data.'
/** A notice has at most so many sentences. */
const SAID = 3
/** Steps a second. */
const [SLOWEST, FASTEST] = [1, 2000]
const LARGEST_SEED = 2 ** 31 - 1

export interface Address {
  recipe: WholeRecipe
  /** Steps a second; null for full speed, undefined where the link does not say. */
  speed: number | null | undefined
  parts: PageParts
  /** One sentence for each part that was ignored or corrected. */
  notices: string[]
}

export function parseAddress(hash: string, catalogue: Catalogue): Address {
  const given = pairsIn(hash)
  const parts = takeParts(given)
  const notices: string[] = []
  for (const key of ['hide', 'lock'] as const) parts[key] = namedParts(key, parts[key] ?? [], catalogue, notices)
  const take = (key: string): string | undefined => {
    const text = given.get(key) ?? undefined
    given.delete(key)
    return text
  }
  const first = firstOf(catalogue, parts.preset, notices)
  const recipe: WholeRecipe = { ...first, knobs: {}, data_knobs: {} }
  const [variant, data] = [take('variant'), take('data')]
  const kind = kindAsked(catalogue, first, variant, data)
  const offer = offerOf(catalogue, kind)
  const usual = kind === kindOf(catalogue, first) ? first : firstOfKind(catalogue, kind)
  recipe.variant = takeOffered('game', variant, offer.variants, usual.variant, notices)
  const points = takePoints(take('points'), catalogue.limits, notices)
  const implied = dataOfPoints(catalogue, points)
  recipe.data = takeOffered('data', data ?? implied, offer.data, usual.data, notices)
  // The knobs it begins with belong to their own game and data only.
  if (recipe.variant === first.variant && recipe.data === first.data) {
    recipe.knobs = { ...first.knobs }
    recipe.data_knobs = { ...first.data_knobs }
  }
  if (points) givePoints(recipe, dataOf(catalogue, recipe), points, notices)
  recipe.seed = seedOf(take('seed'), recipe.seed, notices)
  const speed = speedOf(take('speed'), notices)
  const knobs = byName(variantOf(catalogue, recipe)?.schema)
  const dataKnobs = byName(dataOf(catalogue, recipe)?.schema)
  const strange: string[] = []
  for (const [key, text] of given) {
    const isData = key.startsWith(DATA_PREFIX)
    const control = isData ? dataKnobs.get(key.slice(DATA_PREFIX.length)) : knobs.get(key)
    if (!control) {
      strange.push(`“${key}”`)
      continue
    }
    const value = readValue(control, text, notices)
    if (value !== undefined) (isData ? recipe.data_knobs : recipe.knobs)[control.name] = value
  }
  if (strange.length)
    notices.push(
      `${strange.join(', ')} in the address ${strange.length > 1 ? 'are' : 'is'} not known here and ${strange.length > 1 ? 'were' : 'was'} ignored.`,
    )
  return { recipe, speed, parts, notices }
}

/** Shortens the list of corrections to what can be read while the notice is visible. */
export function inShort(notices: string[]): string {
  const more = notices.length - SAID
  return [...notices.slice(0, SAID), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ')
}

export function formatAddress(
  recipe: WholeRecipe,
  catalogue: Catalogue,
  extras: PageParts & { speed?: number | null } = {},
): string {
  const pairs: [string, string][] = []
  const preset = presetOf(catalogue, extras.preset)
  const named = preset !== undefined && isOf(preset, recipe)
  const first = named ? recipeOf(preset, catalogue.default.seed) : catalogue.default
  if (named) pairs.push(['preset', preset.name])
  if (recipe.variant !== first.variant) pairs.push(['variant', recipe.variant])
  if (recipe.data !== first.data) pairs.push(['data', recipe.data])
  const home = recipe.variant === first.variant && recipe.data === first.data
  pairs.push(...changedPairs(variantOf(catalogue, recipe)?.schema, recipe.knobs, home ? first.knobs : {}, ''))
  pairs.push(
    ...changedPairs(dataOf(catalogue, recipe)?.schema, recipe.data_knobs, home ? first.data_knobs : {}, DATA_PREFIX),
  )
  pairs.push(...pointsPairs(recipe, dataOf(catalogue, recipe)))
  if (recipe.seed !== first.seed) pairs.push(['seed', String(recipe.seed)])
  if (extras.speed !== undefined) pairs.push(['speed', extras.speed === null ? 'full' : String(extras.speed)])
  pairs.push(...partsPairs(extras))
  if (pairs.length === 0) return ''
  return '#' + pairs.map(([key, text]) => (text === '' ? key : `${key}=${escapeText(text)}`)).join('&')
}

const escapeText = (text: string): string => encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3B', ';')

function namedParts(key: 'hide' | 'lock', names: string[], catalogue: Catalogue, notices: string[]): string[] {
  const { known, unknown } = knownParts(names, catalogue)
  for (const name of unknown)
    notices.push(
      `${key}=${name} was ignored: “${name}” is neither a knob nor a part of the page (${Object.keys(PARTS).join(', ')}).`,
    )
  return known
}

/** What an address changes: the first page's experiment, or one of the gallery. */
function firstOf(catalogue: Catalogue, name: string | null | undefined, notices: string[]): WholeRecipe {
  if (!name) return catalogue.default
  const preset = presetOf(catalogue, name)
  if (preset) return recipeOf(preset, catalogue.default.seed)
  notices.push(`There is no preset called “${name}” in the gallery.`)
  return catalogue.default
}

/** Points or images: the game says so, and where it is not named, the data. */
function kindAsked(
  catalogue: Catalogue,
  first: WholeRecipe,
  variant: string | undefined,
  data: string | undefined,
): Kind {
  const ofVariant = variant && kindOfVariant(catalogue, variant)
  const ofData = data && kindOfData(catalogue, data)
  return ofVariant || ofData || kindOf(catalogue, first)
}

function takeOffered(
  key: string,
  given: string | undefined,
  offered: { name: string; title: string }[],
  otherwise: string,
  notices: string[],
): string {
  if (given === undefined || offered.some(({ name }) => name === given)) return given ?? otherwise
  const title = offered.find(({ name }) => name === otherwise)?.title ?? otherwise
  notices.push(
    `There ${key === 'data' ? 'are' : 'is'} no ${key} called “${given}”; ${key === 'data' ? 'these are' : 'this is'} ${title}.`,
  )
  return otherwise
}

function seedOf(given: string | undefined, otherwise: number, notices: string[]): number {
  if (given === undefined) return otherwise
  const seed = Number(given)
  if (given !== '' && Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED) return seed
  notices.push(`The seed “${given}” is not a whole number from 0 to ${LARGEST_SEED}; seed ${otherwise} is used.`)
  return otherwise
}

function speedOf(given: string | undefined, notices: string[]): number | null | undefined {
  if (given === undefined || given === 'full') return given === undefined ? undefined : null
  const speed = given.trim() === '' ? NaN : Number(given)
  if (Number.isNaN(speed)) {
    notices.push(`The speed “${given}” is not a number of steps a second and was ignored.`)
    return undefined
  }
  const near = Math.min(FASTEST, Math.max(SLOWEST, speed))
  if (near !== speed)
    notices.push(`The speed ${given} is outside ${SLOWEST} … ${FASTEST} steps a second; it is now ${near}.`)
  return near
}

function readValue(control: Control, text: string, notices: string[]): unknown {
  const given = control.kind === 'choice' || control.kind === 'text' ? text : parseValue(text)
  const value = nearestUseful(control, given)
  if (value === undefined)
    notices.push(`${control.label} cannot be “${text}” (allowed: ${allowed(control)}); its default is used.`)
  else if (control.kind === 'number' && value !== given)
    notices.push(`${control.label} ${text} is outside ${allowed(control)}; it is now ${shown(value)}.`)
  return value
}

/** The nearest allowed value; the default instead of an end at 0, which would switch off what a link meant to set. */
function nearestUseful(control: Control, given: unknown): unknown {
  const value = nearest(control, given)
  const off = control.kind === 'number' && value === 0 && Number(given) < 0
  return off ? control.default : value
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.trim() === '' ? undefined : Number(text)
  }
}

function byName(schema: Schema | undefined): Map<string, Control> {
  return new Map(controlsOf(schema ?? {}).map((control) => [control.name, control]))
}

function changedPairs(
  schema: Schema | undefined,
  values: Record<string, unknown>,
  home: Record<string, unknown>,
  prefix: string,
): [string, string][] {
  return controlsOf(schema ?? {})
    .filter(({ kind, name, default: usual }) => {
      return kind !== 'list' && name in values && !sameValue(values[name], home[name] ?? usual)
    })
    .map(({ name }) => [prefix + name, textOf(values[name])])
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Looks things up in the catalogue, which GET /api/catalogue gives. Kinds are asked for by name, never compared. */

import type {
  Catalogue,
  ImageDataSet,
  ImageVariant,
  Kinds,
  Measure,
  PictureLayer,
  Tool,
  ToyDataSet,
  ToyVariant,
  WholeRecipe,
} from './protocol'

export type { Catalogue, Preset, Property, Schema } from './protocol'
export type Kind = keyof Kinds
export type VariantInfo = ToyVariant | ImageVariant
export type DataInfo = ToyDataSet | ImageDataSet
export type MeasureInfo = Measure

/** What a kind has to offer. */
export interface Offer {
  variants: VariantInfo[]
  data: DataInfo[]
  measures: Measure[]
  layers: PictureLayer[]
}

export const offerOf = (catalogue: Catalogue, kind: Kind): Offer => catalogue.kinds[kind]

export const kindsOf = (catalogue: Catalogue): Kind[] => Object.keys(catalogue.kinds) as Kind[]

const named = <Info extends { name: string }>(name: string, list: Info[]): Info | undefined =>
  list.find((info) => info.name === name)

/** The kind that has what is looked for. */
function kindWith(catalogue: Catalogue, name: string, list: 'variants' | 'data'): Kind | undefined {
  return kindsOf(catalogue).find((kind) => named<{ name: string }>(name, catalogue.kinds[kind][list]))
}

export const kindOfVariant = (catalogue: Catalogue, name: string): Kind | undefined =>
  kindWith(catalogue, name, 'variants')

export const kindOfData = (catalogue: Catalogue, name: string): Kind | undefined => kindWith(catalogue, name, 'data')

/** The kind of the recipe's game; where nobody has the game, of the default one. */
export function kindOf(catalogue: Catalogue, { variant }: { variant: string }): Kind {
  return kindOfVariant(catalogue, variant) ?? kindOfVariant(catalogue, catalogue.default.variant)!
}

export function variantOf(catalogue: Catalogue, { variant }: { variant: string }): VariantInfo | undefined {
  return named(variant, offerOf(catalogue, kindOf(catalogue, { variant })).variants)
}

/** The game where it is one of images. */
export function imageVariantOf(catalogue: Catalogue, { variant }: { variant: string }): ImageVariant | undefined {
  return named(variant, catalogue.kinds.image.variants)
}

/** What the page offers to look at a game with. */
export const toolsOf = (variant: VariantInfo | undefined): Tool[] =>
  variant && 'tools' in variant ? variant.tools : []

export function dataOf(catalogue: Catalogue, { data }: { data: string }): DataInfo | undefined {
  const kind = kindOfData(catalogue, data)
  return kind && named(data, offerOf(catalogue, kind).data)
}

/** The data where they are points. */
export function toyDataOf(catalogue: Catalogue, { data }: { data: string }): ToyDataSet | undefined {
  return named(data, catalogue.kinds.toy.data)
}

/** Whether D's output is no probability: its opinion is then relative, and there is no ½. */
export function criticOf(catalogue: Catalogue, recipe: WholeRecipe): boolean {
  const variant = variantOf(catalogue, recipe)
  if (!variant) return false
  if ('critic' in variant) return variant.critic
  return Object.values(recipe.knobs).some((value) => variant.critics.includes(value as string))
}

/** The first game of a kind on the first of its data, as it is met before anybody has chosen. */
export function firstOfKind(catalogue: Catalogue, kind: Kind): WholeRecipe {
  if (kind === kindOf(catalogue, catalogue.default)) return catalogue.default
  const { variants, data } = offerOf(catalogue, kind)
  return { ...catalogue.default, variant: variants[0]!.name, data: data[0]!.name, knobs: {}, data_knobs: {} }
}

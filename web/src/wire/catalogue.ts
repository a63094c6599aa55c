/** What the server offers, as GET /api/catalogue gives it: variants, data and presets with their knobs. */

import type { WholeRecipe } from './protocol'

/** One property of a knob's JSON schema, with the extras that models/knobs.py adds. */
export interface Property {
  type?: string
  enum?: (string | number)[]
  minimum?: number
  maximum?: number
  pattern?: string
  default?: unknown
  description?: string
  symbol?: string
  label?: string
  group?: string
  log?: boolean
  step?: number | null
  rebuild?: boolean
  detail?: boolean
  when?: Record<string, unknown[]>
  off?: string
}

export interface Schema {
  properties?: Record<string, Property>
}

export interface VariantInfo {
  name: string
  title: string
  summary: string
  doc: string
  paper: { authors: string; year: number; title: string; arxiv: string | null } | null
  formulas: Record<string, string>
  /** Of a toy: whether its D's output is no probability. */
  critic?: boolean
  /** Of an image GAN: its losses whose D's output is none. */
  critics?: string[]
  /** Whether G and D are given labels: a row of samples is then a class. */
  conditional?: boolean
  /** Whether the images it learns from must have labels. */
  labelled?: boolean
  schema: Schema
}

export interface DataInfo {
  name: string
  title: string
  doc: string
  /** Of points. */
  dims?: 1 | 2
  /** Of images; none where nobody has labelled them. */
  classes?: string[]
  schema: Schema
  /** Knobs by which its Gaussians can be moved on the stage. */
  handles?: { x?: string; y?: string; sx?: string; sy?: string }[]
}

export interface Preset {
  name: string
  title: string
  kind: 'good' | 'bad'
  variant: string
  data: string
  knobs: Record<string, unknown>
  data_knobs: Record<string, unknown>
  /** By when it has done what is said of it. */
  rounds: number
  why: string
  /** What puts a bad one right. */
  cure: { knobs: Record<string, unknown>; why: string } | null
}

/** What is said of a measure; its values come with the frames. */
export interface MeasureInfo {
  name: string
  title: string
  unit: string
  best: 'low' | 'high'
  text: string
}

/** Games and the data they are played on. */
export interface Offer {
  variants: VariantInfo[]
  data: DataInfo[]
}

export type Kind = 'toy' | 'image'

/** Accuracy on test images by the number of labels, published and measured; and what ours was measured on. */
export interface Odena {
  published: Record<string, Record<'sgan' | 'cnn', number>>
  ours: Record<string, Record<'sgan' | 'cnn', number>>
  conditions: string
}

export interface Catalogue extends Offer {
  images: Offer & { measures?: MeasureInfo[]; odena?: Odena }
  presets: Preset[]
  measures: MeasureInfo[]
  default: WholeRecipe
}

/** What can be played with points, or with images. */
export const offerOf = (catalogue: Catalogue, kind: Kind): Offer => (kind === 'image' ? catalogue.images : catalogue)

/** What is measured of runs of a kind. */
export const measuresOf = (catalogue: Catalogue, kind: Kind): MeasureInfo[] =>
  (kind === 'image' ? catalogue.images.measures : catalogue.measures) ?? []

const named = <Info extends { name: string }>(name: string, ...lists: Info[][]): Info | undefined =>
  lists.flat().find((info) => info.name === name)

/** Whether the recipe's game is one of points or of images. */
export function kindOf(catalogue: Catalogue, { variant }: { variant: string }): Kind {
  return named(variant, catalogue.images.variants) ? 'image' : 'toy'
}

export function variantOf(catalogue: Catalogue, recipe: { variant: string }): VariantInfo | undefined {
  return named(recipe.variant, catalogue.variants, catalogue.images.variants)
}

export function dataOf(catalogue: Catalogue, recipe: WholeRecipe): DataInfo | undefined {
  return named(recipe.data, catalogue.data, catalogue.images.data)
}

/** Whether D's output is no probability: its opinion is then relative, and there is no ½. */
export function criticOf(catalogue: Catalogue, recipe: WholeRecipe): boolean {
  const { critic = false, critics = [] } = variantOf(catalogue, recipe) ?? {}
  return critic || Object.values(recipe.knobs).some((value) => critics.includes(value as string))
}

/** The first game of a kind on the first of its data, as it is met before anybody has chosen. */
export function firstOfKind(catalogue: Catalogue, kind: Kind): WholeRecipe {
  if (kind === 'toy') return catalogue.default
  const { variants, data } = catalogue.images
  return { ...catalogue.default, variant: variants[0]!.name, data: data[0]!.name, knobs: {}, data_knobs: {} }
}

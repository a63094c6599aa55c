/** What the server offers, as GET /api/catalogue gives it: variants, data and presets with their knobs. */

import type { WholeRecipe } from '../protocol'

/** One property of a knob's JSON schema, with the extras that models/knobs.py adds. */
export interface Property {
  type?: string
  enum?: (string | number)[]
  minimum?: number
  maximum?: number
  default?: unknown
  description?: string
  symbol?: string
  label?: string
  group?: string
  log?: boolean
  step?: number | null
  rebuild?: boolean
  detail?: boolean
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
  critic: boolean
  schema: Schema
}

export interface DataInfo {
  name: string
  title: string
  doc: string
  dims: 1 | 2
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

export interface Catalogue {
  variants: VariantInfo[]
  data: DataInfo[]
  presets: Preset[]
  measures: MeasureInfo[]
  default: WholeRecipe
}

export function variantOf(catalogue: Catalogue, recipe: WholeRecipe): VariantInfo | undefined {
  return catalogue.variants.find(({ name }) => name === recipe.variant)
}

export function dataOf(catalogue: Catalogue, recipe: WholeRecipe): DataInfo | undefined {
  return catalogue.data.find(({ name }) => name === recipe.data)
}

/** What the gallery's experiments mean for a run. */

import type { WholeRecipe } from '../wire/protocol'
import { kindOf, variantOf, type Catalogue, type Kind, type Preset } from '../wire/catalogue'
import { value } from '../words/format'
import { sameValue, type Control } from '../wire/schema'

export const presetOf = (catalogue: Catalogue, name: string | null | undefined): Preset | undefined =>
  catalogue.presets.find((preset) => preset.name === name)

const PARTS: { kind: Preset['kind']; title: string }[] = [
  { kind: 'good', title: 'It works' },
  { kind: 'bad', title: 'It fails, and there is a cure' },
]

/** The experiments with points or with images: those that work before the others. */
export function partsOf(catalogue: Catalogue, kind: Kind): { title: string; presets: Preset[] }[] {
  const played = catalogue.presets.filter((preset) => kindOf(catalogue, preset) === kind)
  return PARTS.map(({ kind, title }) => ({ title, presets: played.filter((preset) => preset.kind === kind) }))
}

/** The game of a preset, where its title does not name it. */
export function gameBeside({ title, variant }: Preset, catalogue: Catalogue): string {
  const game = variantOf(catalogue, { variant })?.title ?? variant
  return title.endsWith(game) || title.startsWith(`${game}:`) ? '' : game
}

export const recipeOf = ({ variant, data, knobs, data_knobs }: Preset, seed: number): WholeRecipe => ({
  variant,
  data,
  knobs,
  data_knobs,
  seed,
})

/** Whether a run still plays this preset's game on its data, whatever was turned since. */
export const isOf = (preset: Preset, { variant, data }: WholeRecipe): boolean =>
  preset.variant === variant && preset.data === data

/** The knobs that the user has changed: without those that have the values of the preset or its cure. */
export function turnedKnobs({ knobs, cure }: Preset, recipe: WholeRecipe): WholeRecipe['knobs'] {
  const given = [knobs, cure?.knobs ?? {}]
  const isGiven = ([name, now]: [string, unknown]): boolean =>
    given.some((set) => name in set && sameValue(set[name], now))
  return Object.fromEntries(Object.entries(recipe.knobs).filter((knob) => !isGiven(knob)))
}

/** Whether all knobs of the cure have its values. */
export const isCured = ({ cure }: Preset, recipe: WholeRecipe): boolean =>
  cure !== null && Object.entries(cure.knobs).every(([name, cured]) => sameValue(recipe.knobs[name], cured))

export interface Turn {
  name: string
  symbol: string
  text: string
}

/** What the cure would turn now, by the paper's symbol where there is one: η_D and "0.02 → 0.004". */
export function turnsOf({ cure }: Preset, recipe: WholeRecipe, controls: Control[]): Turn[] {
  return controls
    .filter(({ name }) => cure && name in cure.knobs && !sameValue(recipe.knobs[name], cure.knobs[name]))
    .map(({ name, label, symbol }) => {
      const text = `${value(recipe.knobs[name])} → ${value(cure!.knobs[name])}`
      return { name, symbol, text: symbol ? text : `${label} ${text}` }
    })
}

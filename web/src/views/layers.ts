/** The layers of the stage: legend, keys and addresses follow from this list. */

import { best } from './line/best'
import { p, q } from './line/density'
import { gradient as gradientAlong } from './line/gradient'
import { histogram } from './line/histogram'
import type { Axes } from './line/axes'
import { opinion } from './line/opinion'
import { threads } from './line/threads'
import { difference } from './plane/difference'
import { fake } from './plane/fake'
import { field } from './plane/field'
import { gradient } from './plane/gradient'
import type { PlaneLayer } from './plane/layer'
import { levels } from './plane/levels'
import { manifold } from './plane/manifold'
import { optimum } from './plane/optimum'
import { real } from './plane/real'
import { trails } from './plane/trails'
import type { LayerInfo, ViewLayer } from './view'

/** A row a key, from 1 on: the layer that it switches in the plane, and that on the line. */
const ROWS: { plane?: PlaneLayer; line?: ViewLayer<Axes> }[] = [
  { plane: real, line: p },
  { plane: fake, line: q },
  { plane: field, line: opinion },
  { plane: levels, line: threads },
  { plane: optimum, line: best },
  { plane: difference, line: histogram },
  { plane: manifold },
  { plane: gradient, line: gradientAlong },
  { plane: trails },
]

export const PLANE: readonly PlaneLayer[] = ROWS.flatMap(({ plane }) => plane ?? [])
export const LINE: readonly ViewLayer<Axes>[] = ROWS.flatMap(({ line }) => line ?? [])

const ALL: readonly ViewLayer<never>[] = ROWS.flatMap(({ plane, line }) => [line ?? [], plane ?? []].flat())
/** The names of all layers as addresses list them, and of those that are shown unasked. */
export const LAYER_IDS = [...new Set(ALL.map(({ id }) => id))]
export const USUAL_LAYERS = LAYER_IDS.filter((name) => ALL.some(({ id, usual }) => id === name && usual))

const LAST_KEY = 9

/** What is offered of these layers, in the words for D or for a critic. */
export function infosOf(layers: readonly ViewLayer<never>[], critic: boolean): LayerInfo[] {
  return layers.flatMap((layer) => {
    const words = critic && layer.ofCritic !== undefined ? layer.ofCritic : layer
    if (words === null) return []
    const { id, mark, needs, array } = layer
    const key = 1 + ROWS.findIndex(({ plane, line }) => plane === layer || line === layer)
    return [{ id, mark, needs, array, label: words.label, title: words.title, key: key <= LAST_KEY ? key : null }]
  })
}

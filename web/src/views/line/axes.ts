/** Where the line's densities, D and the noise lie on a canvas, as in Figure 1 of Goodfellow et al. 2014. */

import type { Tensor } from '../../wire/safetensors'
import type { Size } from '../../canvas/canvas'
import type { Scene } from '../view'

/** Share of the height that the densities take; the rest shows z → x. */
const UPPER = 0.68
const MARGIN = 36
/** The tallest density reaches this high; D's own scale ends at 1 in the same place. */
const HEADROOM = 0.9

type Scale = (value: number) => number

export interface Axes {
  low: number
  high: number
  x: Scale
  /** Centre of density cell i of `cells`, in pixels. */
  cell: (i: number, cells: number) => number
  density: Scale
  /** D where it is a probability. */
  chance: Scale
  top: number
  floor: number
  bottom: number
  left: number
  right: number
}

export function layOut({ box, arrays }: Pick<Scene, 'box' | 'arrays'>, size: Size): Axes {
  const [low = 0, high = 1] = box
  const [left, right] = [MARGIN, size.width - MARGIN]
  const floor = size.height * UPPER
  const top = floor * (1 - HEADROOM)
  const peak = Math.max(1e-9, greatest(arrays['p']), greatest(arrays['q']))
  return {
    low,
    high,
    x: (value) => left + ((value - low) / (high - low)) * (right - left),
    cell: (i, cells) => left + ((i + 0.5) / cells) * (right - left),
    density: (value) => floor - (value / peak) * (floor - top),
    chance: (value) => floor - value * (floor - top),
    top,
    floor,
    bottom: size.height - MARGIN * 0.8,
    left,
    right,
  }
}

function greatest(tensor: Tensor | undefined): number {
  return tensor ? tensor.data.reduce((most, value) => (value > most ? value : most), 0) : 0
}

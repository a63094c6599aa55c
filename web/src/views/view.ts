/** What a view is: it says which arrays it needs and draws them, and knows nothing of runs, sockets or panels. */

import type { Tensor } from '../wire/safetensors'
import type { Theme } from '../canvas/theme'
import type { Command } from '../wire/protocol'

/** Names of the arrays a picture can be asked for. */
export type Layer = NonNullable<Extract<Command, { type: 'pull' }>['layers']>[number]

export interface Scene {
  /** Whether D's output is no probability: its opinion is then relative, and there is no D = ½ and no D*. */
  critic: boolean
  /** Low, high for each dimension: what the stage shows. */
  box: number[]
  arrays: Record<string, Tensor>
  /** Ids of the layers to draw. */
  shown: ReadonlySet<string>
  /** How far G has carried the noise: 0 for the square of noise itself, 1 for where it is now. */
  carried?: number
  /** Where the fakes have been, the oldest first. */
  trail?: readonly Float32Array[]
}

export interface Size {
  width: number
  height: number
}

export type Mark =
  | 'dot'
  | 'triangle'
  | 'field'
  | 'contour'
  | 'broken'
  | 'difference'
  | 'grid'
  | 'arrow'
  | 'trail'
  | 'dotted'
  | 'solid'
  | 'dashed'
  | 'thin'
  | 'threads'
  | 'bars'

export interface LayerInfo {
  id: string
  /** The key that switches it, the same in every view. */
  key: number
  label: string
  /** What it shows, in a sentence. */
  title: string
  /** How the legend draws it. */
  mark: Mark
  needs: Layer[]
}

/** One thing that is known of a place on the stage: `D 0.73`. */
export interface Reading {
  name: string
  value: number
  decimals: number
}

/** What a field's colours stand for. */
export interface Key {
  title: string
  low: string
  high: string
  /** A few along the ramp, from low to high. */
  colours: string[]
}

export interface View {
  dims: 1 | 2
  layers(critic: boolean): LayerInfo[]
  draw(context: CanvasRenderingContext2D, scene: Scene, theme: Theme, size: Size): void
  /** The arrays that `read` looks into. */
  reads(critic: boolean): Layer[]
  /** What is known of the place at these pixels; nothing beside the box. */
  read(scene: Scene, size: Size, x: number, y: number): Reading[]
  /** Of the field that is painted, where the legend does not say it. */
  key(scene: Scene, theme: Theme): Key | null
}

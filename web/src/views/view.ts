/** What a view is: it declares which arrays it needs, and draws them. It knows no run, socket or panel. */

import type { Tensor } from '../wire/safetensors'
import type { Size } from '../canvas/canvas'
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

/** How a layer is called, and what it shows in a sentence. */
export interface LayerWords {
  label: string
  title: string
}

/** One layer of a view, whole: how it is called, what it needs and how it is drawn. `Frame` says where data stand. */
export interface ViewLayer<Frame> extends LayerWords {
  /** The name that addresses use. */
  id: string
  /** How the legend draws it. */
  mark: Mark
  /** The layers of a picture that it draws. */
  needs: Layer[]
  /** An array that a picture may lack; the layer is not offered then. */
  array?: string
  /** Whether it is shown unasked. */
  usual?: boolean
  /** Other words for a critic, whose output is no probability; null if the layer means nothing then. */
  ofCritic?: LayerWords | null
  /** Layers of a higher number are drawn over those of a lower one. */
  depth: number
  /** Whether to draw it; by default, when it is shown. */
  isDrawn?: (scene: Scene) => boolean
  draw?: (context: CanvasRenderingContext2D, scene: Scene, frame: Frame, theme: Theme) => void
}

/** What the legend and the keys know of a layer. */
export interface LayerInfo extends LayerWords {
  id: string
  /** The key that switches it, the same in every view; null where all keys are taken. */
  key: number | null
  mark: Mark
  needs: Layer[]
  array?: string | undefined
}

/** Draws the visible layers of a view from the lowest up. */
export function drawLayers<Frame>(
  layers: readonly ViewLayer<Frame>[],
  context: CanvasRenderingContext2D,
  scene: Scene,
  frame: Frame,
  theme: Theme,
): void {
  for (const layer of layers) {
    const seen = layer.isDrawn ? layer.isDrawn(scene) : scene.shown.has(layer.id)
    if (seen) layer.draw?.(context, scene, frame, theme)
  }
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
  /** The values at a place in pixels; none outside the box. */
  read(scene: Scene, size: Size, x: number, y: number): Reading[]
  /** The key to the colours of the stage, if the legend does not explain them. */
  key(scene: Scene, theme: Theme): Key | null
}

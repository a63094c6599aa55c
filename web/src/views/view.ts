/** What a view is: it says which arrays it needs and draws them, and knows nothing of runs, sockets or panels. */

import type { Tensor } from '../lib/safetensors'
import type { Theme } from '../lib/theme'
import type { Command } from '../protocol'

/** Names of the arrays a picture can be asked for. */
export type Layer = NonNullable<Extract<Command, { type: 'pull' }>['layers']>[number]

export interface Scene {
  /** Whether D's output is no probability: its opinion is then relative, and there is no D = ½. */
  critic: boolean
  /** Low, high for each dimension: what the stage shows. */
  box: number[]
  arrays: Record<string, Tensor>
  metadata: Record<string, string>
  /** Ids of the layers to draw. */
  shown: ReadonlySet<string>
}

export interface Size {
  width: number
  height: number
}

export interface LayerInfo {
  id: string
  label: string
  /** How the legend draws it. */
  mark: 'dot' | 'triangle' | 'field' | 'contour' | 'dotted' | 'solid' | 'dashed' | 'threads'
  needs: Layer[]
}

export interface View {
  dims: 1 | 2
  layers(critic: boolean): LayerInfo[]
  draw(context: CanvasRenderingContext2D, scene: Scene, theme: Theme, size: Size): void
}

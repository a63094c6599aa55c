/** A layer of the plane: like every layer, but it may also colour the whole stage. */

import type { Tensor } from '../../wire/safetensors'
import type { Theme } from '../../canvas/theme'
import type { Key, Scene, ViewLayer } from '../view'
import type { Frame } from './frame'

export interface PlaneLayer extends ViewLayer<Frame> {
  /** The colours of the whole stage, if the layer has some. Of several visible layers, one colours the stage. */
  surface?: Surface
}

export interface Surface {
  /** The visible layer with the highest rank colours the stage. */
  rank: number
  /** From −1 to 1, `(rows, columns)`; null where there is nothing to draw. */
  values: (scene: Scene) => Tensor | null
  ramp: (theme: Theme) => Uint8ClampedArray
  /** What the colours stand for, where the legend does not say it. */
  key?: (theme: Theme) => Key
}

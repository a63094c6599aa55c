/** What a layer of the plane is beside what every layer is: it may colour the whole stage. */

import type { Tensor } from '../../wire/safetensors'
import type { Theme } from '../../canvas/theme'
import type { Key, Scene, ViewLayer } from '../view'
import type { Frame } from './frame'

export interface PlaneLayer extends ViewLayer<Frame> {
  /** The colours of the whole stage, where this layer has some: of those that are shown, one is seen. */
  surface?: Surface
}

export interface Surface {
  /** The highest that is shown is seen. */
  rank: number
  /** From −1 to 1, `(rows, columns)`; null where there is nothing to draw. */
  values: (scene: Scene) => Tensor | null
  ramp: (theme: Theme) => Uint8ClampedArray
  /** What the colours stand for, where the legend does not say it. */
  key?: (theme: Theme) => Key
}

/** How many of the samples are outside the picture. */

import type { Tensor } from '../../../wire/safetensors'

/** The share of the points (n, dims) outside the box; the box has low and high for each dimension. */
export function shareOutside({ shape, data }: Tensor, box: number[]): number {
  const [points = 0, dims = 0] = shape
  let outside = 0
  for (let i = 0; i < points; i++) {
    for (let d = 0; d < dims; d++) {
      const value = data[i * dims + d]!
      if (value >= box[2 * d]! && value <= box[2 * d + 1]!) continue
      outside += 1
      break
    }
  }
  return points ? outside / points : 0
}

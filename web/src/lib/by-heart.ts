/** Whether a sample is a training image learned by heart, in words, from how far the nearest ones are. */

import { fixed } from './format'

/** Root mean squared difference of pixels in [0, 1] below which nobody sees one: 1 % of the way from black to white. */
const SAME = 0.01
/** Of the measure over all samples: as near as unseen real images are to them is 1. */
const NEARER = 0.8

/** `memorised`: distance of samples to their nearest training image, relative to that of unseen real images. */
export function heartWords(distances: readonly number[], memorised: number | null): string {
  const [nearest] = distances
  if (nearest === undefined) return ''
  const far = fixed(nearest, 3)
  if (nearest < SAME) return `Learned by heart: the nearest training image is ${far} away, the same to the eye.`
  const alone = `No copy: the nearest training image is ${far} away.`
  if (memorised === null) return alone
  const all = `All samples together lie ${fixed(memorised)} times as far from training images as unseen real ones do`
  return `${alone} ${all}${memorised < NEARER ? ': nearer than they should, so much is learned by heart.' : '.'}`
}

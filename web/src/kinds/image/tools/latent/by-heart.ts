/** Says whether samples are copies of training images. */

import { fixed, percent } from '../../../../words/format'

/** Root mean squared difference of pixels in [0, 1] below which nobody sees one: 1 % of the way from black to white. */
const SAME = 0.01

/** A copy is at most this share as far from the nearest training image as from the second. The measure counts alike. */
const ALONE = 1 / 3

/** `distances` to the nearest training images, in ascending order; `copies` is the share of all samples that are copies. */
export function heartWords(distances: readonly number[], copies: number | null): string {
  const [nearest, second = 0] = distances
  if (nearest === undefined) return ''
  const far = fixed(nearest, 3)
  const copy = nearest < SAME || nearest < ALONE * second
  const one = `${copy ? 'A copy' : 'No copy'}: the nearest training image is ${far} away${nearest < SAME ? ', the same to the eye' : ''}.`
  if (copies === null) return one
  return `${one} Of the samples ${percent(copies)} are copies, three times as near to one training image as to any other.`
}

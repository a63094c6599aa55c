/** The speeds that the transport's slider offers: rounds a second, and none for as fast as the machine can. */

import type { Kind } from '../wire/catalogue'

export const SPEEDS: (number | null)[] = [1, 2, 5, 10, 20, 30, 60, 120, 250, 500, 1000, 2000, null]

/** A round of an image GAN takes tens of milliseconds or more: what is faster would be no speed of its own. */
const OF_IMAGES: (number | null)[] = [1, 2, 5, 10, 20, null]

export const speedsOf = (kind: Kind): (number | null)[] => (kind === 'image' ? OF_IMAGES : SPEEDS)

/** Rounds a second of a run that nobody has made faster or slower. */
export const usualSpeed = (kind: Kind): number | null => (kind === 'image' ? null : 120)

export const [SLOWEST, FASTEST] = [1, 2000]

/** Position of the offered speed nearest to any other, by ratio. */
export function speedPosition(speed: number | null, speeds = SPEEDS): number {
  if (speed === null) return speeds.length - 1
  const distances = speeds.map((offered) => (offered === null ? Infinity : Math.abs(Math.log(offered / speed))))
  return distances.indexOf(Math.min(...distances))
}

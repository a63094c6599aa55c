/** Where a speed stands on the transport's slider. */

/** Position of the offered speed that is nearest by ratio; null is as fast as the machine can, and stands last. */
export function positionOf(speed: number | null, speeds: readonly (number | null)[]): number {
  if (speed === null) return speeds.length - 1
  const distances = speeds.map((offered) => (offered === null ? Infinity : Math.abs(Math.log(offered / speed))))
  return distances.indexOf(Math.min(...distances))
}

/** The speeds that the transport's slider offers: rounds a second, and none for as fast as the machine can. */

export const SPEEDS: (number | null)[] = [1, 2, 5, 10, 20, 30, 60, 120, 250, 500, 1000, 2000, null]

export const [SLOWEST, FASTEST] = [1, 2000]

/** Position of the offered speed nearest to any other, by ratio. */
export function speedPosition(speed: number | null): number {
  if (speed === null) return SPEEDS.length - 1
  const distances = SPEEDS.map((offered) =>
    offered === null ? Infinity : Math.abs(Math.log(offered / speed)),
  )
  return distances.indexOf(Math.min(...distances))
}

/** Histograms of what D says of real and of fake samples, on one scale. */

export interface Bins {
  low: number
  high: number
  /** Share of the samples in each bin, of those real and those fake. */
  real: number[]
  fake: number[]
}

const BINS = 24
/** The ends of an unknown scale are rounded to these, so that the scale does not change with every picture. */
const NICE = [1, 2, 5, 10]

/** Shares of `values` in `bins` equal parts of low … high; what lies outside counts at the ends, NaN nowhere. */
export function shares(values: ArrayLike<number>, low: number, high: number, bins = BINS): number[] {
  const counts = new Array<number>(bins).fill(0)
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const place = ((values[i]! - low) / (high - low)) * bins
    if (Number.isNaN(place)) continue
    counts[Math.min(bins - 1, Math.max(0, Math.floor(place)))]! += 1
    total += 1
  }
  return total ? counts.map((count) => count / total) : counts
}

/** Both on 0 … 1 where D is a probability; else on a round scale that holds them all. */
export function scoreBins(real: ArrayLike<number>, fake: ArrayLike<number>, probability: boolean): Bins {
  const [low, high] = probability ? within01(real, fake) : niceEnds(...extremes(real, fake))
  return { low, high, real: shares(real, low, high), fake: shares(fake, low, high) }
}

/** D of the least squares GAN is meant for 0 … 1, but nothing keeps it there. */
function within01(real: ArrayLike<number>, fake: ArrayLike<number>): [number, number] {
  const [least, greatest] = extremes(real, fake)
  if (least >= 0 && greatest <= 1) return [0, 1]
  return niceEnds(Math.min(0, least), Math.max(1, greatest))
}

/** Least and greatest of the finite values, 0 and 1 where there are none. */
export function extremes(...columns: ArrayLike<number>[]): [number, number] {
  let [least, greatest] = [Infinity, -Infinity]
  for (const column of columns)
    for (let i = 0; i < column.length; i++)
      if (Number.isFinite(column[i])) {
        least = Math.min(least, column[i]!)
        greatest = Math.max(greatest, column[i]!)
      }
  return least > greatest ? [0, 1] : [least, greatest]
}

/** The ends moved outwards to multiples of 1, 2 or 5 times a power of ten, about a quarter of the span. */
export function niceEnds(least: number, greatest: number): [number, number] {
  const step = niceAbove((greatest - least) / 4 || Math.abs(greatest) || 1)
  const [low, high] = [Math.floor(least / step) * step, Math.ceil(greatest / step) * step]
  return low < high ? [low, high] : [low - step, high + step]
}

/** The least of 1, 2, 5 times a power of ten that is not below `size`. */
export function niceAbove(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size))
  return NICE.map((digit) => digit * power).find((nice) => nice >= size * (1 - 1e-9)) ?? 10 * power
}

/** Rows of a curve by their steps, which ascend. */

/** So many values are sampled to estimate a typical size. */
const LOOKED_AT = 300

/** First row whose step is at least `step`; the length where there is none. */
export function rowFrom(steps: ArrayLike<number>, step: number): number {
  let [low, high] = [0, steps.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle]! < step) low = middle + 1
    else high = middle
  }
  return low
}

/** The row nearest to `step`, the last one for null; −1 where there is none. */
export function nearestRow(steps: ArrayLike<number>, step: number | null): number {
  const last = steps.length - 1
  if (step === null) return last
  const after = Math.min(rowFrom(steps, step), last)
  return after > 0 && step - steps[after - 1]! < steps[after]! - step ? after - 1 : after
}

/** Rows from … to (that one left out) which draw the steps of `span`, with one neighbour on each side. */
export function rowsWithin(steps: ArrayLike<number>, [from, to]: readonly [number, number]): [number, number] {
  return [Math.max(0, rowFrom(steps, from) - 1), Math.min(steps.length, rowFrom(steps, to + 1) + 1)]
}

/** The typical size of values: the median of a few hundred; 0 for none. */
export function usual(values: number[]): number {
  const stride = Math.ceil(values.length / LOOKED_AT) || 1
  const sizes: number[] = []
  for (let i = 0; i < values.length; i += stride) if (Number.isFinite(values[i])) sizes.push(Math.abs(values[i]!))
  return sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0
}

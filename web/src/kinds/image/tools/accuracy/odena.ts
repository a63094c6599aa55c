/** Odena's table with a column of ours, and the run that is open beside the row of its labels. */

/** Accuracy on test images by the number of labels, published and measured; and what ours was measured on. */
export interface Odena {
  published: Record<string, Record<'sgan' | 'cnn', number>>
  ours: Record<string, Record<'sgan' | 'cnn', number>>
  conditions: string
}

export interface Row {
  labels: number
  /** Shares of test images named right; null where nobody has measured them. */
  published: Pair
  ours: Pair
  /** Whether it is of the run that is open, and not of the table. */
  live: boolean
}
export type Pair = Record<'sgan' | 'cnn', number | null>

const NONE: Pair = { sgan: null, cnn: null }

/** Rows by their labels; the run's own comes after that of as many. */
export function rowsOf({ published, ours }: Odena, labels: number, now: Pair): Row[] {
  const rows = Object.keys(published).map((key) => ({
    labels: Number(key),
    published: published[key]!,
    ours: ours[key] ?? NONE,
    live: false,
  }))
  const live = { labels, published: NONE, ours: now, live: true }
  return [...rows, live].sort((one, other) => one.labels - other.labels || Number(one.live) - Number(other.live))
}

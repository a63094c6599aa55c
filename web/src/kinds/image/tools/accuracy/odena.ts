/** Odena's table with our results and a row for this run. */

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
  /** Whether the row is this run's. */
  live: boolean
}
export type Pair = Record<'sgan' | 'cnn', number | null>

const NONE: Pair = { sgan: null, cnn: null }

/** Rows in the order of their labels; this run's row follows the row with the same number. */
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

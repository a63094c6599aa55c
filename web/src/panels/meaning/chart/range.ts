/**
 * The range of a chart of losses. One spike of 100,000 would press everything else flat, so where a few values lie far
 * from all others the axis leaves them out; their lines leave the chart, and the chart says how far they go.
 */

import { short } from '../../../words/format'

const TRIM = 0.01
/** Values further out than this many times the usual spread do not widen the axis. */
const FAR = 3
const MARGIN = 0.08
/** Enough of a long curve to know what is usual. */
const LOOKED_AT = 1000

export interface Range {
  low: number
  high: number
  /** The value furthest off the axis, null where all are on it. */
  beyond: number | null
}

/** The range of the axis for columns of values; it always includes `levels`. Also returns the farthest of `all` values beyond it. */
export function rangeOf(columns: number[][], levels: number[] = [], all = columns): Range {
  const [least, greatest] = [extreme(columns, Math.min, Infinity), extreme(columns, Math.max, -Infinity)]
  if (least > greatest) return { low: 0, high: 1, beyond: null }
  const usual = columns
    .flatMap(sample)
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  const bottom = usual[Math.floor(TRIM * usual.length)] ?? least
  const top = usual[Math.ceil((1 - TRIM) * usual.length) - 1] ?? greatest
  const reach = FAR * (top - bottom)
  const [cutLow, cutHigh] = [least < bottom - reach, greatest > top + reach]
  const low = Math.min(cutLow ? bottom : least, ...levels)
  const highest = Math.max(cutHigh ? top : greatest, ...levels)
  // Values that have always been 0 may rise; a narrow axis around 0 would show meaningless digits.
  const high = low === 0 && highest === 0 ? 1 : highest
  const margin = MARGIN * (high - low || 1)
  const ends = { low: low - margin, high: high + margin }
  // A value that was cut may still be on the axis, within its margin or below a level.
  const beyond = [extreme(all, Math.min, Infinity), extreme(all, Math.max, -Infinity)]
    .filter((value) => Number.isFinite(value) && (value < ends.low || value > ends.high))
    .sort((a, b) => Math.abs(b) - Math.abs(a))
  return { ...ends, beyond: beyond[0] ?? null }
}

/** The later half of each column, for an axis that the beginning would stretch. */
export const laterHalf = (columns: number[][]): number[][] =>
  columns.map((column) => column.slice(Math.floor(column.length / 2)))

/** Says what a chart leaves out; the number comes first because a narrow chart cuts the end of the note off. */
export function cutWords(beyond: number, high: number): string {
  return `${beyond > high ? 'peak' : 'lowest'} ${short(beyond)}, cut off`
}

function extreme(columns: number[][], pick: (a: number, b: number) => number, from: number): number {
  let found = from
  for (const column of columns) for (const value of column) if (Number.isFinite(value)) found = pick(found, value)
  return found
}

function sample(column: number[]): number[] {
  const stride = Math.ceil(column.length / LOOKED_AT)
  return stride > 1 ? column.filter((_, i) => i % stride === 0) : column
}

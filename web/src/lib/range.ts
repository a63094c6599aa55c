/**
 * The range of a chart of losses. One spike of 100,000 would press everything else flat, so where a few values lie far
 * from all others the axis leaves them out; their lines leave the chart, and the chart says how far they go.
 */

const TRIM = 0.01
/** Values further out than this many times the usual spread do not widen the axis. */
const FAR = 3
const MARGIN = 0.08

function usualEnds(columns: number[][]): [number, number] | null {
  const sorted = columns.flat().filter(Number.isFinite).sort((a, b) => a - b)
  const [least, greatest] = [sorted[0], sorted.at(-1)]
  if (least === undefined || greatest === undefined) return null
  const low = sorted[Math.floor(TRIM * sorted.length)]!
  const high = sorted[Math.ceil((1 - TRIM) * sorted.length) - 1]!
  const reach = FAR * (high - low)
  return [least < low - reach ? low : least, greatest > high + reach ? high : greatest]
}

/** Low and high of the axis; it always holds `levels`. */
export function usualRange(columns: number[][], levels: number[]): [number, number] {
  const ends = usualEnds(columns) ?? [0, 1]
  const low = Math.min(ends[0], ...levels)
  const high = Math.max(ends[1], ...levels)
  const margin = MARGIN * (high - low || 1)
  return [low - margin, high + margin]
}

/** The value furthest off that axis, null where all are on it. */
export function offScale(columns: number[][]): number | null {
  const ends = usualEnds(columns)
  if (!ends) return null
  let furthest: number | null = null
  for (const value of columns.flat()) {
    if (value >= ends[0] && value <= ends[1]) continue
    if (Number.isFinite(value) && (furthest === null || Math.abs(value) > Math.abs(furthest))) furthest = value
  }
  return furthest
}

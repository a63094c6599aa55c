/** Converts between the unit square of the drawing and the data. */

import type { Rows } from '../../../address/points'
import type { Point } from './strokes'

/** Low and high of x, then of y. */
export type Box = readonly [x0: number, x1: number, y0: number, y1: number]

export const UNIT_BOX: Box = [0, 1, 0, 1]
const MARGIN = 0.1
/** If the extents of two axes differ by more than this factor, each has its own scale. The server does the same. */
const UNEQUAL = 5
/** A drawn point is rounded to this part of the box: finer than a hand, and short to write. */
const STEPS = 1000

export function toUnit([x = 0, y = 0]: number[], [x0, x1, y0, y1]: Box): Point {
  return [(x - x0) / (x1 - x0), (y - y0) / (y1 - y0)]
}

/** A place of the unit square as data, rounded to a thousandth of the box. */
export function toData([x, y]: Point, [x0, x1, y0, y1]: Box): number[] {
  return [rounded(x0 + x * (x1 - x0), x1 - x0), rounded(y0 + y * (y1 - y0), y1 - y0)]
}

function rounded(value: number, extent: number): number {
  return Number(value.toFixed(Math.min(20, Math.max(0, Math.ceil(-Math.log10(extent / STEPS))))))
}

/** The unit square if it contains all points, otherwise a box around them. */
export function extentBox(rows: Rows): Box {
  const [xs, ys] = [rows.map(([x]) => x!), rows.map(([, y]) => y ?? 0.5)]
  const [x, y] = [span(xs), span(ys)]
  if (x[0] >= 0 && x[1] <= 1 && y[0] >= 0 && y[1] <= 1) return UNIT_BOX
  if (rows[0]?.length === 1) return [...grown(x, x[1] - x[0]), 0, 1]
  const [width, height] = [x[1] - x[0], y[1] - y[0]]
  const equal = Math.max(width, height) <= UNEQUAL * Math.min(width, height) || !width || !height
  const side = Math.max(width, height)
  return [...grown(x, equal ? side : width), ...grown(y, equal ? side : height)]
}

function span(values: number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  return [low, high]
}

/** An interval of this extent, plus a margin, around the middle of another. */
function grown([low, high]: [number, number], extent: number): [number, number] {
  const half = (extent || 1) * (0.5 + MARGIN)
  const middle = (low + high) / 2
  return [middle - half, middle + half]
}

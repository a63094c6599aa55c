/** Reduces vectors at many places to a few for a small picture: the mean of each cell. */

import type { Size } from '../../../canvas/canvas'

export interface Pooled {
  /** `(m, 2)` in pixels: the middle of the places of a cell. */
  places: Float32Array
  /** `(m, 2)`, their mean vectors. */
  vectors: Float32Array
}

/** Takes places `(n, 2)` in pixels and vectors `(n, 2)`. Leaves out cells with fewer than `least` places. */
export function pool(
  places: ArrayLike<number>,
  vectors: ArrayLike<number>,
  { width, height }: Size,
  [columns, rows]: [number, number],
  least: number,
): Pooled {
  const sums = new Map<number, [count: number, x: number, y: number, dx: number, dy: number]>()
  for (let i = 0; i + 1 < places.length; i += 2) {
    const [x, y, dx, dy] = [places[i]!, places[i + 1]!, vectors[i]!, vectors[i + 1]!]
    const [column, row] = [Math.floor((x / width) * columns), Math.floor((y / height) * rows)]
    if (!(column >= 0 && column < columns && row >= 0 && row < rows && Number.isFinite(dx + dy))) continue
    const sum = sums.get(row * columns + column) ?? [0, 0, 0, 0, 0]
    sums.set(row * columns + column, [sum[0] + 1, sum[1] + x, sum[2] + y, sum[3] + dx, sum[4] + dy])
  }
  const kept = [...sums.values()].filter(([count]) => count >= least)
  return {
    places: Float32Array.from(kept.flatMap(([count, x, y]) => [x / count, y / count])),
    vectors: Float32Array.from(kept.flatMap(([count, , , dx, dy]) => [dx / count, dy / count])),
  }
}

/** The best D for this p and q, D* = p/(p + q), and how far D is from it. */

import { levelLines, type Point } from '../../canvas/contour'
import { oncePer } from '../../canvas/once'
import type { Tensor } from '../../wire/safetensors'

/** Where D* changes less than this from cell to cell, there is neither p nor q, and D* = ½ means nothing. */
const FLAT = 0.02

/** D − D* from −1 to 1, for D's opinion from −1 to 1. */
export function difference(field: Tensor, best: Tensor): Tensor {
  return differenceTo(best)(field)
}

const differenceTo = oncePer((best: Tensor) =>
  oncePer((field: Tensor): Tensor => {
    const data = field.data.map((opinion, i) => (opinion + 1) / 2 - best.data[i]!)
    return { shape: field.shape, data }
  }),
)

/** D* on the scale of an opinion, −1 to 1. */
export const asOpinion = oncePer(({ shape, data }: Tensor): Tensor => ({
  shape,
  data: data.map((value) => 2 * value - 1),
}))

/** Mean of |D − D*| over the stage. */
export function meanDistance(field: Tensor, best: Tensor): number {
  const { data } = difference(field, best)
  return data.reduce((sum, value) => sum + Math.abs(value), 0) / data.length
}

/** The lines where D* = ½, in cell units, without those around places without p and q. */
export const optimumLines = oncePer(({ data, shape }: Tensor): Point[][] => {
  const [rows, columns] = shape as [number, number]
  const steep = ([x, y]: Point): boolean => range(data, rows, columns, x, y) > FLAT
  return levelLines(data, columns, rows, [0.5])[0]!.flatMap((line) => runs(line, steep))
})

/** How much the field changes among the cells around a place. */
function range(data: Float32Array, rows: number, columns: number, x: number, y: number): number {
  let [low, high] = [Infinity, -Infinity]
  const [column, row] = [Math.floor(x - 0.5), Math.floor(y - 0.5)]
  for (let r = Math.max(0, row); r <= Math.min(rows - 1, row + 1); r++) {
    for (let c = Math.max(0, column); c <= Math.min(columns - 1, column + 1); c++) {
      const value = data[r * columns + c]!
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  return high - low
}

/** The stretches of a line on which all points are kept. */
function runs(line: Point[], keep: (point: Point) => boolean): Point[][] {
  const found: Point[][] = []
  let run: Point[] = []
  for (const point of line) {
    if (keep(point)) run.push(point)
    else if (run.length) {
      found.push(run)
      run = []
    }
  }
  if (run.length) found.push(run)
  return found.filter((points) => points.length > 1)
}

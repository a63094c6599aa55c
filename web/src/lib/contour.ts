/** Level lines of a field, without the frame that d3-contour closes its polygons with. */

import { contours } from 'd3-contour'

export type Point = [number, number]

/** Lines in cell units: cell i lies between i and i + 1, its value at i + ½; y grows with the rows. */
export function levelLines(
  field: ArrayLike<number>,
  width: number,
  height: number,
  level: number,
): Point[][] {
  const [shape] = contours().size([width, height]).thresholds([level])(Array.from(field))
  const rings = (shape?.coordinates ?? []).flat() as Point[][]
  return rings.flatMap((ring) => withoutFrame(ring, width, height))
}

/** Cuts a ring where it runs along the edge of the field: there it is no level line. */
function withoutFrame(ring: Point[], width: number, height: number): Point[][] {
  const lines: Point[][] = []
  let line: Point[] = []
  ring.forEach((point, i) => {
    const next = ring[i + 1]
    if (line.length === 0) line.push(point)
    if (!next) return
    if (!alongEdge(point, next, width, height)) {
      line.push(next)
      return
    }
    if (line.length > 1) lines.push(line)
    line = []
  })
  if (line.length > 1) lines.push(line)
  return lines
}

function alongEdge([x0, y0]: Point, [x1, y1]: Point, width: number, height: number): boolean {
  const both = (a: number, b: number, end: number): boolean =>
    (a <= 0.5 && b <= 0.5) || (a >= end - 0.5 && b >= end - 0.5)
  return both(x0, x1, width) || both(y0, y1, height)
}

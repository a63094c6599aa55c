/** Level lines of a field, without the frame that d3-contour closes its polygons with. */

import { contours } from 'd3-contour'

export type Point = [number, number]

/**
 * For each level its lines, in cell units: cell i lies between i and i + 1, its value at i + ½; y grows with the
 * rows. Lines that leave the field reach its very edge.
 */
export function levelLines(field: ArrayLike<number>, width: number, height: number, levels: number[]): Point[][][] {
  const [wide, high] = [width + 2, height + 2]
  const padded = pad(field, width, height)
  const shape = contours().size([wide, high])
  return levels.map((level) => {
    const rings = shape.contour(padded, level).coordinates.flat() as Point[][]
    return rings
      .flatMap((ring) => withoutFrame(ring, wide, high))
      .map((line) => line.map(([x, y]): Point => [x - 1, y - 1]))
  })
}

/** One more cell on every side, as its neighbour: d3-contour ends half a cell short of the edge. */
function pad(field: ArrayLike<number>, width: number, height: number): number[] {
  const padded: number[] = []
  for (let row = -1; row <= height; row++) {
    const start = Math.min(height - 1, Math.max(0, row)) * width
    for (let column = -1; column <= width; column++) {
      padded.push(field[start + Math.min(width - 1, Math.max(0, column))] ?? NaN)
    }
  }
  return padded
}

/** Cuts a ring where it runs along the edge of the padded field: there it is no level line. */
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

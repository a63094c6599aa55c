/** Maps data of the plane to a canvas, with equal units on both axes where that makes sense. */

import type { Size } from '../../canvas/canvas'

/** Where the box of the data lies on the canvas, in CSS pixels, and how data become places. */
export interface Frame {
  x: (value: number) => number
  y: (value: number) => number
  left: number
  top: number
  width: number
  height: number
  /** The data at a place. */
  at: (px: number, py: number) => [number, number]
}

/** If the sides of the box differ by more than this factor (years and metres), each fills the stage. */
const UNEQUAL = 3

/** The box, centred, as large as it fits. */
export function fit([x0 = 0, x1 = 1, y0 = 0, y1 = 1]: number[], size: Size): Frame {
  const [dx, dy] = [x1 - x0, y1 - y0]
  const unit = Math.min(size.width / dx, size.height / dy)
  const equal = Math.max(dx / dy, dy / dx) <= UNEQUAL
  const [width, height] = equal ? [unit * dx, unit * dy] : [size.width, size.height]
  const [left, top] = [(size.width - width) / 2, (size.height - height) / 2]
  return {
    x: (value) => left + ((value - x0) / dx) * width,
    y: (value) => top + ((y1 - value) / dy) * height,
    left,
    top,
    width,
    height,
    at: (px, py) => [x0 + ((px - left) / width) * dx, y1 - ((py - top) / height) * dy],
  }
}

/** Width of the stage, in CSS pixels, for which the theme's mark size is meant. */
const USUAL_WIDTH = 560

/** Marks grow with the stage, but less than it does: it may be on a phone or on a wall. */
export function markScale({ width }: Size): number {
  return Math.min(2.5, Math.max(0.75, (width / USUAL_WIDTH) ** 0.8))
}

/** Places in pixels `(n, 2)` of points in data units `(n, 2)`. */
export function placesOf(points: ArrayLike<number>, frame: Frame): Float32Array {
  const places = new Float32Array(points.length)
  for (let i = 0; i < points.length; i += 2) {
    places[i] = frame.x(points[i]!)
    places[i + 1] = frame.y(points[i + 1]!)
  }
  return places
}

/**
 * What a brush leaves behind: points spread evenly along and across a stroke. Everything is in the unit square, y up;
 * it knows neither the screen nor the data.
 */

export type Point = readonly [x: number, y: number]

/** Area that one point stands for under a wide brush, and the distance of points under a thin one. */
const AREA = 0.015 ** 2
const SPACING = 0.012
const GOLDEN = (Math.sqrt(5) - 1) / 2

/** A stroke of a brush of this diameter; its points come as the hand moves. */
export class Stroke {
  readonly #start: Point
  #last: Point
  /** The distance since the last point, which carries over to the next movement, and the number of points so far. */
  #way = 0
  #count = 0

  constructor(
    readonly width: number,
    start: Point,
  ) {
    this.#start = this.#last = start
  }

  /** The points of the movement from the last place to this one. */
  to(place: Point): Point[] {
    const [x0, y0] = this.#last
    const [dx, dy] = [place[0] - x0, place[1] - y0]
    const length = Math.hypot(dx, dy)
    const step = Math.min(SPACING, AREA / Math.max(this.width, 1e-9))
    const points: Point[] = []
    let at = step - this.#way
    for (; at <= length; at += step) {
      // A golden step across for each step along fills the band without gaps or heaps.
      const across = (((++this.#count * GOLDEN) % 1) - 0.5) * this.width
      const point: Point = [x0 + (at * dx - across * dy) / length, y0 + (at * dy + across * dx) / length]
      if (distance(point, this.#start) > this.width / 2) points.push(point)
    }
    this.#way = length - (at - step)
    this.#last = place
    return points
  }
}

/** One touch of the brush: a point right there, and others evenly around it up to its edge. */
export function stamp(width: number, [x, y]: Point): Point[] {
  const radius = width / 2
  const count = Math.max(1, Math.round((Math.PI * radius ** 2) / AREA))
  return Array.from({ length: count }, (_, i) => {
    const r = radius * Math.sqrt(i / count)
    const angle = 2 * Math.PI * GOLDEN * i
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)]
  })
}

/** Whether a place lies under a brush of this diameter that moved from one place to another. */
export function touched(width: number, from: Point, to: Point): (place: Point) => boolean {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const squared = dx ** 2 + dy ** 2
  return (place) => {
    const along = squared ? ((place[0] - from[0]) * dx + (place[1] - from[1]) * dy) / squared : 0
    const t = Math.min(1, Math.max(0, along))
    return distance(place, [from[0] + t * dx, from[1] + t * dy]) <= width / 2
  }
}

export function inside([x, y]: Point): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1
}

function distance([x0, y0]: Point, [x1, y1]: Point): number {
  return Math.hypot(x1 - x0, y1 - y0)
}

/** Arrows, such as the way in which G is told to move each of its samples. */

import type { Theme } from '../canvas/theme'
import type { Frame } from './plane/frame'

type Context = CanvasRenderingContext2D

/** The quantile of the lengths that sets the scale, so that a few very long arrows do not shrink all others. */
const QUANTILE = 0.9
/** Length of such an arrow, in multiples of a mark's radius. */
const LENGTH = 11
/** And of the longest. */
const CAP = 1.4
/** More than these cannot be told apart. */
const MOST = 125
/** Width of the halo of an arrow. */
const HALO = 0.75
/** Arrows shorter than this many pixels have no direction to be seen. */
const SHORTEST = 2

/** The usual length of `(n, dims)` vectors: their 90 % quantile, 0 where there are none. */
export function usualLength(vectors: ArrayLike<number>, dims: number): number {
  const lengths: number[] = []
  for (let i = 0; i + dims <= vectors.length; i += dims) {
    let square = 0
    for (let d = 0; d < dims; d++) square += vectors[i + d]! ** 2
    if (Number.isFinite(square)) lengths.push(Math.sqrt(square))
  }
  lengths.sort((a, b) => a - b)
  return lengths[Math.ceil(QUANTILE * lengths.length) - 1] ?? 0
}

/**
 * Arrows `(m, 4)` as x, y, dx, dy in pixels for places `(n, 2)` in pixels and vectors `(n, 2)` in data units, y
 * upwards: of usual length where the vector is, shorter and longer in proportion up to a cap; at most `most` of them.
 */
export function arrowsOf(
  places: Float32Array,
  vectors: ArrayLike<number>,
  frame: Frame,
  length: number,
  most = MOST,
): Float32Array {
  const stride = Math.max(1, Math.ceil(places.length / 2 / most))
  const [unitX, unitY] = [frame.x(1) - frame.x(0), frame.y(1) - frame.y(0)]
  const scale = length / (usualLength(vectors, 2) * Math.hypot(unitX, unitY) * Math.SQRT1_2 || Infinity)
  const arrows: number[] = []
  for (let i = 0; 2 * i < places.length; i += stride) {
    const [dx, dy] = [scale * unitX * vectors[2 * i]!, scale * unitY * vectors[2 * i + 1]!]
    const long = Math.hypot(dx, dy)
    if (!(long > 0)) continue
    const cut = Math.min(1, (CAP * length) / long)
    arrows.push(places[2 * i]!, places[2 * i + 1]!, cut * dx, cut * dy)
  }
  return Float32Array.from(arrows)
}

/**
 * Outline `(7, 2)` of an arrow: a shaft of a width that stays, and a head that is never longer than half of it;
 * `grown` by some pixels all around.
 */
export function outline(
  [x, y, dx, dy]: [number, number, number, number],
  width: number,
  grown = 0,
): [x: number, y: number][] {
  const long = Math.hypot(dx, dy)
  const [ux, uy] = [dx / long, dy / long]
  const head = Math.min(long / 2, 4.5 * width)
  const half = width / 2 + grown
  const wing = Math.max(0.45 * head, 0.75 * width) + 1.6 * grown
  const neck = long - head - grown
  const points: [along: number, aside: number][] = [
    [-grown, half],
    [neck, half],
    [neck, wing],
    [long + 2 * grown, 0],
    [neck, -wing],
    [neck, -half],
    [-grown, -half],
  ]
  return points.map(([along, aside]) => [x + along * ux - aside * uy, y + along * uy + aside * ux])
}

/** Draws arrows `(m, 4)`, with a halo that keeps them readable on any ground. */
export function drawArrows(context: Context, arrows: Float32Array, theme: Theme, colour = theme.ink): void {
  const width = theme.line * 1.2
  // Filled twice: stroking the outlines takes three times as long.
  for (const [fill, grown] of [
    [theme.surface, HALO * theme.line],
    [colour, 0],
  ] as const) {
    context.fillStyle = fill
    context.beginPath()
    for (let i = 0; i < arrows.length; i += 4) {
      const arrow = [...arrows.subarray(i, i + 4)] as [number, number, number, number]
      if (!(Math.hypot(arrow[2], arrow[3]) >= SHORTEST)) continue
      outline(arrow, width, grown).forEach(([x, y], j) => (j ? context.lineTo(x, y) : context.moveTo(x, y)))
    }
    context.fill()
  }
}

/** The length of a usual arrow on a stage with marks of this size, in pixels. */
export function arrowLength({ dot }: Theme): number {
  return LENGTH * dot
}

/** What may be laid under the line's curves: a histogram of fakes, and how G is told to move them. */

import type { Tensor } from '../../wire/safetensors'
import type { Theme } from '../../canvas/theme'
import { drawArrows, usualLength } from '../arrows'
import type { Axes } from './axes'

type Context = CanvasRenderingContext2D

/** Places along x at which an arrow stands for the fakes around it. */
const PLACES = 20
/** Length of a usual arrow and of the longest, of the way from one place to the next. */
const [USUAL, LONGEST] = [0.65, 0.95]

export function drawHistogram(context: Context, { data }: Tensor, axes: Axes, theme: Theme): void {
  const width = (axes.right - axes.left) / data.length
  context.fillStyle = theme.fake
  context.globalAlpha = 0.22
  context.beginPath()
  data.forEach((density, i) => {
    const top = Math.max(0, axes.density(density))
    if (density > 0) context.rect(axes.left + i * width, top, Math.max(1, width - 1), axes.floor - top)
  })
  context.fill()
  context.globalAlpha = 1
}

/** The mean of values `(n, 1)` over the points `(n, 1)` in each of `count` equal parts of the box; NaN where none is. */
export function meansAlong(
  points: ArrayLike<number>,
  values: ArrayLike<number>,
  { low, high }: Pick<Axes, 'low' | 'high'>,
  count: number,
): number[] {
  const [sums, counts] = [new Array<number>(count).fill(0), new Array<number>(count).fill(0)]
  for (let i = 0; i < points.length; i++) {
    const part = Math.floor(((points[i]! - low) / (high - low)) * count)
    if (!(part >= 0 && part < count)) continue
    sums[part]! += values[i]!
    counts[part]! += 1
  }
  return sums.map((sum, part) => sum / counts[part]!)
}

/** Below the axis, wherever there are fakes: which way they are sent, and how strongly compared with the others. */
export function drawPush(context: Context, fake: Tensor, gradient: Tensor, axes: Axes, theme: Theme): void {
  const apart = (axes.right - axes.left) / PLACES
  const usual = usualLength(gradient.data, 1)
  const y = axes.floor + 2.6 * theme.text
  const arrows = meansAlong(fake.data, gradient.data, axes, PLACES).flatMap((push, part) => {
    const dx = Math.min(LONGEST, Math.max(-LONGEST, (USUAL * push) / usual)) * apart
    // Centred, so that neighbours that are sent the same way do not run into each other.
    return Number.isFinite(dx) ? [axes.cell(part, PLACES) - dx / 2, y, dx, 0] : []
  })
  drawArrows(context, Float32Array.from(arrows), theme)
}

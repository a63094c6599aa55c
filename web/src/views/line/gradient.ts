/** Below the axis, wherever there are fakes: which way they are sent, and how strongly compared with the others. */

import { drawArrows, usualLength } from '../arrows'
import type { ViewLayer } from '../view'
import type { Axes } from './axes'

/** Places along x at which an arrow stands for the fakes around it. */
const PLACES = 20
/** Length of a usual arrow and of the longest, of the way from one place to the next. */
const [USUAL, LONGEST] = [0.65, 0.95]

export const gradient: ViewLayer<Axes> = {
  id: 'gradient',
  label: 'Gradient',
  title: 'How G is told to move its samples along x: −∂L/∂x, with its usual length',
  mark: 'arrow',
  needs: ['fake', 'gradient'],
  depth: 6,
  draw(context, { arrays: { fake, gradient } }, axes, theme) {
    if (!fake || !gradient) return
    const apart = (axes.right - axes.left) / PLACES
    const usual = usualLength(gradient.data, 1)
    const y = axes.floor + 2.6 * theme.text
    const arrows = meansAlong(fake.data, gradient.data, axes, PLACES).flatMap((push, part) => {
      const dx = Math.min(LONGEST, Math.max(-LONGEST, (USUAL * push) / usual)) * apart
      // Centred, so that neighbours that are sent the same way do not run into each other.
      return Number.isFinite(dx) ? [axes.cell(part, PLACES) - dx / 2, y, dx, 0] : []
    })
    drawArrows(context, Float32Array.from(arrows), theme)
  },
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

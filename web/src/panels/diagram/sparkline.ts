/** A curve so small that it has no axes. */

import { extremes } from '../../charts/bins'
import type { Theme } from '../../canvas/theme'
import type { Size } from '../../canvas/canvas'

/** A line of the last steps, without axes. */
export function drawSparkline(
  context: CanvasRenderingContext2D,
  values: ArrayLike<number>,
  colour: string,
  theme: Theme,
  size: Size,
): void {
  context.clearRect(0, 0, size.width, size.height)
  const [low, high] = extremes(values)
  context.strokeStyle = colour
  context.lineWidth = theme.line * 1.3
  context.lineJoin = 'round'
  context.beginPath()
  for (let i = 0; i < values.length; i++) {
    const x = values.length > 1 ? (i / (values.length - 1)) * size.width : 0
    const y = 1 + (1 - (values[i]! - low) / (high - low || 1)) * (size.height - 2)
    if (i === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  context.stroke()
}

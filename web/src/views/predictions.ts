/** What D says of samples, as two small histograms: real samples above the line, fakes below it. */

import { scoreBins } from '../charts/bins'
import type { Tensor } from '../wire/safetensors'
import type { Theme } from '../canvas/theme'
import type { Size } from '../canvas/canvas'

type Context = CanvasRenderingContext2D

export interface Predictions {
  arrays: Record<string, Tensor | undefined>
  /** Whether D's output is no probability: its predictions have a scale of their own. */
  critic: boolean
  theme: Theme
  size: Size
}

/** Bars from the lower edge, the highest nearly as high as there is room. */
export function bars(context: Context, parts: number[], { width, height }: Size): void {
  const most = Math.max(...parts) || 1
  const wide = width / parts.length
  parts.forEach((part, i) => {
    const tall = (part / most) * height * 0.9
    context.fillRect(i * wide, height - tall, wide * 0.85, tall)
  })
}

/** What D says of real samples above the line and of fakes below it. */
export function drawPredictions(context: Context, { arrays, critic, theme, size }: Predictions): void {
  const [real, fake] = [arrays['d_real'], arrays['d_fake']]
  if (!real || !fake) return
  const bins = scoreBins(real.data, fake.data, !critic)
  const half = { width: size.width, height: size.height / 2 - 1 }
  context.fillStyle = theme.real
  bars(context, bins.real, half)
  context.save()
  context.translate(0, size.height)
  context.scale(1, -1)
  context.fillStyle = theme.fake
  bars(context, bins.fake, half)
  context.restore()
  context.fillStyle = theme.muted
  context.globalAlpha = 0.6
  if (!critic) context.fillRect(((0.5 - bins.low) / (bins.high - bins.low)) * size.width, 0, 1, size.height)
  context.fillRect(0, size.height / 2 - 0.5, size.width, 1)
  context.globalAlpha = 1
}

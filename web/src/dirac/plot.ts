/** Eigenvalues in the complex plane, over the region in which they must lie: a half-plane or the unit circle. */

import type { Theme } from '../canvas/theme'
import { label } from '../views/marks'
import type { Size } from '../canvas/canvas'
import { modulus, type Complex } from './eigen'

type Context = CanvasRenderingContext2D
export type Region = 'half-plane' | 'circle'

/** Drawn from −edge to edge both ways: a round number that all of them fit in. */
export function edgeOf(values: Complex[], region: Region): number {
  const farthest = Math.max(...values.map(modulus))
  return Math.max(region === 'circle' ? 1.6 : 1, 1.25 * farthest)
}

export function drawSpectrum(
  context: Context,
  values: Complex[],
  region: Region,
  theme: Theme,
  { width, height }: Size,
): void {
  const edge = edgeOf(values, region)
  const x = (re: number): number => ((re + edge) / (2 * edge)) * width
  const y = (im: number): number => ((edge - im) / (2 * edge)) * height
  context.clearRect(0, 0, width, height)
  context.fillStyle = theme.muted
  context.globalAlpha = 0.16
  context.beginPath()
  if (region === 'circle') context.arc(x(0), y(0), x(1) - x(0), 0, 2 * Math.PI)
  else context.rect(0, 0, x(0), height)
  context.fill()
  drawAxes(context, x(0), y(0), theme, { width, height })
  context.fillStyle = theme.ink
  for (const { re, im } of values) {
    context.beginPath()
    context.arc(x(re), y(im), 1.7 * theme.dot, 0, 2 * Math.PI)
    context.fill()
  }
}

function drawAxes(context: Context, x: number, y: number, theme: Theme, { width, height }: Size): void {
  context.strokeStyle = theme.muted
  context.lineWidth = theme.line
  context.globalAlpha = 0.5
  context.beginPath()
  context.moveTo(0, y)
  context.lineTo(width, y)
  context.moveTo(x, 0)
  context.lineTo(x, height)
  context.stroke()
  context.globalAlpha = 1
  label(context, 'Re', width - 5, y + 1.3 * theme.text, theme, 'right')
  label(context, 'Im', x + 5, 1.2 * theme.text, theme, 'left')
}

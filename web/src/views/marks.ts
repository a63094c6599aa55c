/** Marks that views share: samples as dots and triangles, ticks, polylines. Shape as well as colour tells real from fake. */

import type { Theme } from '../canvas/theme'

type Context = CanvasRenderingContext2D
type Place = (x: number) => number

/** The halo keeps a mark readable on the field's own blue and orange. */
const HALO = 0.75

/** Dots at places `(n, 2)` in pixels. */
export function dots(context: Context, places: ArrayLike<number>, colour: string, theme: Theme): void {
  const disc = (px: number, py: number, grown: number): void => context.arc(px, py, theme.dot + grown, 0, 2 * Math.PI)
  twice(context, places, colour, theme, disc)
}

/** Triangles at places `(n, 2)` in pixels, of the same area to the eye as the dots. */
export function triangles(context: Context, places: ArrayLike<number>, colour: string, theme: Theme): void {
  twice(context, places, colour, theme, (px, py, grown) => {
    const r = theme.dot * 1.3 + 1.6 * grown
    context.moveTo(px, py - r)
    context.lineTo(px + 0.87 * r, py + 0.5 * r)
    context.lineTo(px - 0.87 * r, py + 0.5 * r)
    context.closePath()
  })
}

type Mark = (px: number, py: number, grown: number) => void

/** All halos, then all marks. Filling small shapes one by one takes half the time of stroking one path of them all. */
function twice(context: Context, places: ArrayLike<number>, colour: string, theme: Theme, mark: Mark): void {
  for (const [fill, grown] of [
    [theme.surface, HALO],
    [colour, 0],
  ] as const) {
    context.fillStyle = fill
    for (let i = 0; i < places.length; i += 2) {
      context.beginPath()
      mark(places[i]!, places[i + 1]!, grown)
      context.fill()
    }
  }
}

/** A line through (x(i), y(values[i])); gaps where a value is not finite. */
export function polyline(context: Context, values: ArrayLike<number>, x: Place, y: Place): void {
  let pen = false
  context.beginPath()
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) pen = false
    else if (pen) context.lineTo(x(i), y(value))
    else {
      context.moveTo(x(i), y(value))
      pen = true
    }
  }
  context.stroke()
}

export function label(
  context: Context,
  text: string,
  x: number,
  y: number,
  theme: Theme,
  align: CanvasTextAlign = 'center',
): void {
  context.font = `${theme.text}px ${theme.font}`
  context.textAlign = align
  context.lineJoin = 'round'
  context.lineWidth = 3
  context.strokeStyle = theme.surface
  context.strokeText(text, x, y)
  context.fillStyle = theme.muted
  context.fillText(text, x, y)
}

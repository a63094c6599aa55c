/** Fields over the plane: their colours, and the lines along which they are the same. */

import { paintField } from '../../canvas/colour'
import { levelLines, type Point } from '../../canvas/contour'
import { oncePer } from '../../canvas/once'
import type { Tensor } from '../../wire/safetensors'
import type { Theme } from '../../canvas/theme'
import type { Frame } from './frame'

type Context = CanvasRenderingContext2D

/** Opinions at which a thin line is drawn: D = 0.1, 0.25, 0.4, 0.6, 0.75, 0.9 where D is a probability. */
const LEVELS = [-0.8, -0.5, -0.2, 0.2, 0.5, 0.8]

type DrawField = (context: Context, field: Tensor, frame: Frame, ramp: Uint8ClampedArray) => void

/** Returns a function that draws fields `(rows, columns)` and keeps the last one as an image while it stays the same. */
export function fieldPainter(): DrawField {
  let raster: OffscreenCanvas | undefined
  let painted: { data: Float32Array; ramp: Uint8ClampedArray } | undefined
  return (context, { data, shape: [rows = 0, columns = 0] }, frame, ramp) => {
    if (!raster || painted?.data !== data || painted.ramp !== ramp) {
      if (raster?.width !== columns || raster.height !== rows) raster = new OffscreenCanvas(columns, rows)
      const small = raster.getContext('2d')!
      const image = small.createImageData(columns, rows)
      paintField(data, columns, ramp, image.data)
      small.putImageData(image, 0, 0)
      painted = { data, ramp }
    }
    // Smoothed: the eye should see an opinion, not 48 cells.
    context.drawImage(raster, frame.left, frame.top, frame.width, frame.height)
  }
}

const levelsOf = oncePer(({ data, shape: [rows = 0, columns = 0] }: Tensor) =>
  levelLines(data, columns, rows, [...LEVELS, 0]),
)

/** Thin lines of equal opinion, and a thick one where D is undecided. */
export function drawLevels(context: Context, field: Tensor, frame: Frame, theme: Theme): void {
  const lines = levelsOf(field)
  context.strokeStyle = theme.ink
  strokeLines(context, lines.slice(0, -1).flat(), field.shape, frame, theme.line * 0.6, 0.25)
  strokeLines(context, lines.at(-1)!, field.shape, frame, theme.line * 1.5, 0.9)
}

/** Strokes lines given in cell units of a field of this shape. */
export function strokeLines(
  context: Context,
  lines: Point[][],
  [rows = 1, columns = 1]: number[],
  frame: Frame,
  width: number,
  alpha: number,
): void {
  context.beginPath()
  for (const line of lines) {
    line.forEach(([column, row], i) => {
      const x = frame.left + (column / columns) * frame.width
      const y = frame.top + (1 - row / rows) * frame.height
      if (i === 0) context.moveTo(x, y)
      else context.lineTo(x, y)
    })
  }
  context.globalAlpha = alpha
  context.lineWidth = width
  context.stroke()
  context.globalAlpha = 1
}

/** D's opinion of every place in the plane: its colours, and the lines along which it is the same. */

import { opinionRamp, paintField } from '../lib/colour'
import { levelLines, type Point } from '../lib/contour'
import type { Tensor } from '../lib/safetensors'
import type { Theme } from '../lib/theme'

/** Where the box of the data lies on the canvas, in CSS pixels, and how data become places. */
export interface Frame {
  x: (value: number) => number
  y: (value: number) => number
  left: number
  top: number
  width: number
  height: number
}

/** Opinions at which a thin line is drawn: D = 0.1, 0.25, 0.4, 0.6, 0.75, 0.9 where D is a probability. */
const LEVELS = [-0.8, -0.5, -0.2, 0.2, 0.5, 0.8]

let raster: OffscreenCanvas | undefined

export function drawField(
  context: CanvasRenderingContext2D,
  { data, shape }: Tensor,
  frame: Frame,
  theme: Theme,
): void {
  const [rows = 0, columns = 0] = shape
  if (raster?.width !== columns || raster.height !== rows) raster = new OffscreenCanvas(columns, rows)
  const small = raster.getContext('2d')!
  const image = small.createImageData(columns, rows)
  paintField(data, columns, opinionRamp(theme), image.data)
  small.putImageData(image, 0, 0)
  // Smoothed: the eye should see an opinion, not 48 cells.
  context.drawImage(raster, frame.left, frame.top, frame.width, frame.height)
}

export function drawLevels(
  context: CanvasRenderingContext2D,
  { data, shape }: Tensor,
  frame: Frame,
  theme: Theme,
): void {
  const [rows = 0, columns = 0] = shape
  const lines = levelLines(data, columns, rows, [...LEVELS, 0])
  const trace = (levels: Point[][][], width: number, alpha: number): void => {
    context.beginPath()
    for (const line of levels.flat()) {
      line.forEach(([column, row], i) => {
        const x = frame.left + (column / columns) * frame.width
        const y = frame.top + (1 - row / rows) * frame.height
        if (i === 0) context.moveTo(x, y)
        else context.lineTo(x, y)
      })
    }
    context.strokeStyle = theme.ink
    context.globalAlpha = alpha
    context.lineWidth = width
    context.stroke()
    context.globalAlpha = 1
  }
  trace(lines.slice(0, -1), theme.line * 0.6, 0.25)
  trace(lines.slice(-1), theme.line * 1.5, 0.9)
}

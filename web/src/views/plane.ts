/** Two dimensions: real ● and fake ▲ samples over D's opinion, its level lines and the line where D = ½. */

import { scaleLinear } from 'd3-scale'
import { opinionRamp, paintField } from '../lib/colour'
import { levelLines, type Point } from '../lib/contour'
import { short } from '../lib/format'
import type { Tensor } from '../lib/safetensors'
import type { Theme } from '../lib/theme'
import { dots, label, triangles } from './marks'
import type { Scene, Size, View } from './view'

/** Opinions at which a thin line is drawn: D = 0.1, 0.25, 0.4, 0.6, 0.75, 0.9 where D is a probability. */
const LEVELS = [-0.8, -0.5, -0.2, 0.2, 0.5, 0.8]

/** Width of the stage, in CSS pixels, for which the theme's mark size is meant. */
const USUAL_WIDTH = 560

interface Frame {
  x: (value: number) => number
  y: (value: number) => number
  left: number
  top: number
  width: number
  height: number
}

export const plane: View = {
  dims: 2,
  layers: (critic) => [
    { id: 'real', label: 'Real', mark: 'dot', needs: [] },
    { id: 'fake', label: 'Generated', mark: 'triangle', needs: ['fake'] },
    { id: 'field', label: 'D’s opinion', mark: 'field', needs: ['field'] },
    { id: 'lines', label: critic ? 'Midway' : 'D = ½', mark: 'contour', needs: ['field'] },
  ],
  draw(context, scene, usual, size) {
    const theme = { ...usual, dot: usual.dot * markScale(size) }
    const frame = fit(scene.box, size)
    const { field, real, fake } = scene.arrays
    context.clearRect(0, 0, size.width, size.height)
    context.save()
    context.beginPath()
    context.rect(frame.left, frame.top, frame.width, frame.height)
    context.clip()
    context.fillStyle = theme.surface
    context.fillRect(frame.left, frame.top, frame.width, frame.height)
    if (field && scene.shown.has('field')) drawField(context, field, frame, theme)
    if (field && scene.shown.has('lines')) drawLevels(context, field, frame, theme)
    if (real && scene.shown.has('real')) dots(context, real.data, frame.x, frame.y, theme.real, theme)
    if (fake && scene.shown.has('fake')) triangles(context, fake.data, frame.x, frame.y, theme.fake, theme)
    drawTicks(context, scene, frame, theme)
    context.restore()
  },
}

/** Marks grow with the stage, less than it does, from a phone to a wall. */
function markScale({ width }: Size): number {
  return Math.min(2.5, Math.max(0.75, (width / USUAL_WIDTH) ** 0.8))
}

/** Sides that differ by more than this are of different kinds (years and metres), and each fills the stage. */
const UNEQUAL = 3

/** The box, centred, as large as it fits with equal units in both directions where that makes sense. */
function fit([x0 = 0, x1 = 1, y0 = 0, y1 = 1]: number[], size: Size): Frame {
  const [dx, dy] = [x1 - x0, y1 - y0]
  const unit = Math.min(size.width / dx, size.height / dy)
  const equal = Math.max(dx / dy, dy / dx) <= UNEQUAL
  const [width, height] = equal ? [unit * dx, unit * dy] : [size.width, size.height]
  const [left, top] = [(size.width - width) / 2, (size.height - height) / 2]
  return {
    x: scaleLinear([x0, x1], [left, left + width]),
    y: scaleLinear([y0, y1], [top + height, top]),
    left,
    top,
    width,
    height,
  }
}

let raster: OffscreenCanvas | undefined

function drawField(
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
  // Smoothed: the eye should see an opinion, not 64 cells.
  context.drawImage(raster, frame.left, frame.top, frame.width, frame.height)
}

function drawLevels(
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

function drawTicks(context: CanvasRenderingContext2D, { box }: Scene, frame: Frame, theme: Theme): void {
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = box
  const inside = (at: number, from: number, length: number): boolean =>
    at > from + 20 && at < from + length - 20
  context.textBaseline = 'alphabetic'
  for (const tick of scaleLinear([x0, x1], [0, 1]).ticks(5)) {
    if (inside(frame.x(tick), frame.left, frame.width))
      label(context, short(tick), frame.x(tick), frame.top + frame.height - 6, theme)
  }
  context.textBaseline = 'middle'
  for (const tick of scaleLinear([y0, y1], [0, 1]).ticks(5)) {
    if (inside(frame.y(tick), frame.top, frame.height))
      label(context, short(tick), frame.left + 6, frame.y(tick), theme, 'left')
  }
}

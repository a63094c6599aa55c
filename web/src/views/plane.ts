/** Two dimensions: real ● and fake ▲ samples over D's opinion, its level lines and the line where D = ½. */

import { scaleLinear } from 'd3-scale'
import { short } from '../lib/format'
import type { Theme } from '../lib/theme'
import { dots, label, triangles } from './marks'
import { drawField, drawLevels, type Frame } from './opinion'
import type { Scene, Size, View } from './view'

/** Width of the stage, in CSS pixels, for which the theme's mark size is meant. */
const USUAL_WIDTH = 560

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
    if (fake && scene.shown.has('fake')) drawFakes(context, fake.data, frame, theme)
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

/** Fakes outside the picture stand faintly at its edge, so that a generator that has run away is still seen to. */
function drawFakes(
  context: CanvasRenderingContext2D,
  points: Float32Array,
  frame: Frame,
  theme: Theme,
): void {
  const [inside, outside]: [number[], number[]] = [[], []]
  const within = (at: number, from: number, length: number): number =>
    Math.min(from + length - theme.dot, Math.max(from + theme.dot, at))
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [frame.x(points[i]!), frame.y(points[i + 1]!)]
    const [edgeX, edgeY] = [within(x, frame.left, frame.width), within(y, frame.top, frame.height)]
    if (Math.hypot(x - edgeX, y - edgeY) > theme.dot) outside.push(edgeX, edgeY)
    else inside.push(x, y)
  }
  context.globalAlpha = 0.35
  triangles(context, outside, Number, Number, theme.fake, theme)
  context.globalAlpha = 1
  triangles(context, inside, Number, Number, theme.fake, theme)
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

/**
 * Two dimensions: the layers of the plane over a stage that one of them colours, with ticks along its edges. What
 * each layer shows stands in its own file.
 */

import { scaleLinear } from 'd3-scale'
import type { Theme } from '../../canvas/theme'
import { short } from '../../words/format'
import { infosOf, PLANE } from '../layers'
import { label } from '../marks'
import { bilinear, chance, coordinate, opinionReading } from '../reading'
import { drawLayers, type Reading, type Scene, type View } from '../view'
import { fit, markScale, type Frame } from './frame'
import type { Surface } from './layer'
import { fieldPainter } from './opinion'

type Context = CanvasRenderingContext2D

const paintField = fieldPainter()

export const plane: View = {
  dims: 2,
  layers: (critic) => infosOf(PLANE, critic),
  draw(context, scene, usual, size) {
    const theme = { ...usual, dot: usual.dot * markScale(size) }
    const frame = fit(scene.box, size)
    context.clearRect(0, 0, size.width, size.height)
    context.save()
    context.beginPath()
    context.rect(frame.left, frame.top, frame.width, frame.height)
    context.clip()
    context.fillStyle = theme.surface
    context.fillRect(frame.left, frame.top, frame.width, frame.height)
    const surface = surfaceOf(scene)
    if (surface) paintField(context, surface.values(scene)!, frame, surface.ramp(theme))
    drawLayers(DRAWN, context, scene, frame, theme)
    drawTicks(context, scene, frame, theme)
    context.restore()
  },
  reads: (critic) => (critic ? ['field'] : ['field', 'optimum']),
  read(scene, size, px, py) {
    const frame = fit(scene.box, size)
    const [u, v] = [(px - frame.left) / frame.width, 1 - (py - frame.top) / frame.height]
    if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return []
    const [x, y] = frame.at(px, py)
    const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = scene.box
    const readings: Reading[] = [coordinate('x', x, x0, x1), coordinate('y', y, y0, y1)]
    const { field, d_star } = scene.arrays
    if (field) readings.push(opinionReading(bilinear(field, u, v), scene.critic))
    if (d_star && !scene.critic) readings.push(chance('D*', bilinear(d_star, u, v)))
    return readings
  },
  key: (scene, theme) => surfaceOf(scene)?.key?.(theme) ?? null,
}

const DRAWN = [...PLANE].sort((a, b) => a.depth - b.depth)
const SURFACES = PLANE.filter(({ surface }) => surface).sort((a, b) => b.surface!.rank - a.surface!.rank)

/** The layer that colours the stage: of the visible ones, the most informative. */
function surfaceOf(scene: Scene): Surface | null {
  return SURFACES.find(({ id, surface }) => scene.shown.has(id) && surface!.values(scene))?.surface ?? null
}

function drawTicks(context: Context, { box }: Scene, frame: Frame, theme: Theme): void {
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = box
  const inside = (at: number, from: number, length: number): boolean => at > from + 20 && at < from + length - 20
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

/**
 * Two dimensions: real ● and fake ▲ samples over D's opinion, the best D and the distance to it, G as a grid of its
 * noise, how G is told to move its samples, and where they have been.
 */

import { scaleLinear } from 'd3-scale'
import { differenceRamp, opinionRamp, stopsOf } from '../../canvas/colour'
import { short } from '../../words/format'
import type { Tensor } from '../../wire/safetensors'
import type { Theme } from '../../canvas/theme'
import { arrowLength, arrowsOf, drawArrows } from '../arrows'
import { fit, markScale, placesOf, type Frame } from './frame'
import { planeLayers } from '../layers'
import { carriedPlaces, drawManifold } from './manifold'
import { dots, label, triangles } from '../marks'
import { drawLevels, fieldPainter, strokeLines } from './field'
import { asOpinion, difference, optimumLines } from './optimum'
import { bilinear, chance, coordinate, opinionReading } from '../reading'
import { drawTrails } from './trails'
import type { Reading, Scene, View } from '../view'

type Context = CanvasRenderingContext2D

const drawField = fieldPainter()

export const plane: View = {
  dims: 2,
  layers: planeLayers,
  draw(context, scene, usual, size) {
    const theme = { ...usual, dot: usual.dot * markScale(size) }
    const frame = fit(scene.box, size)
    const { real, fake, manifold } = scene.arrays
    context.clearRect(0, 0, size.width, size.height)
    context.save()
    context.beginPath()
    context.rect(frame.left, frame.top, frame.width, frame.height)
    context.clip()
    context.fillStyle = theme.surface
    context.fillRect(frame.left, frame.top, frame.width, frame.height)
    drawSurface(context, scene, frame, theme)
    const { carried = 1, trail = [] } = scene
    if (manifold && (scene.shown.has('manifold') || carried < 1)) drawManifold(context, manifold, frame, theme, carried)
    drawLines(context, scene, frame, theme)
    if (fake && trail.length && carried === 1 && scene.shown.has('trails'))
      drawTrails(context, trail, fake.data, frame, theme)
    if (real && scene.shown.has('real')) dots(context, placesOf(real.data, frame), theme.real, theme)
    drawFakes(context, scene, frame, theme)
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
  key(scene, theme) {
    const surface = surfaceOf(scene)
    if (surface === 'difference')
      return { title: 'D − D*', low: 'too low', high: 'too high', colours: stopsOf(differenceRamp(theme)) }
    if (surface === 'optimum') return { title: 'D*', low: 'fake', high: 'real', colours: stopsOf(opinionRamp(theme)) }
    return null
  },
}

/** What the stage is coloured by: where several are asked for, the one that says most. */
function surfaceOf({ arrays: { field, d_star }, shown }: Scene): 'difference' | 'field' | 'optimum' | null {
  if (field && d_star && shown.has('difference')) return 'difference'
  if (field && shown.has('field')) return 'field'
  return d_star && shown.has('optimum') ? 'optimum' : null
}

function drawSurface(context: Context, scene: Scene, frame: Frame, theme: Theme): void {
  const { field, d_star } = scene.arrays
  const surface = surfaceOf(scene)
  const paint = (values: Tensor, ramp: Uint8ClampedArray): void => drawField(context, values, frame, ramp)
  if (surface === 'difference') paint(difference(field!, d_star!), differenceRamp(theme))
  else if (surface === 'field') paint(field!, opinionRamp(theme))
  else if (surface === 'optimum') paint(asOpinion(d_star!), opinionRamp(theme))
}

function drawLines(context: Context, scene: Scene, frame: Frame, theme: Theme): void {
  const { field, d_star } = scene.arrays
  if (field && scene.shown.has('lines')) drawLevels(context, field, frame, theme)
  if (!d_star || !scene.shown.has('optimum')) return
  context.strokeStyle = theme.ink
  context.setLineDash([6 * theme.line, 4 * theme.line])
  strokeLines(context, optimumLines(d_star), d_star.shape, frame, theme.line * 1.5, 0.9)
  context.setLineDash([])
}

/** The fakes and where they are sent; on the way from the noise they are alone. */
function drawFakes(context: Context, scene: Scene, frame: Frame, theme: Theme): void {
  const { arrays, shown, carried = 1 } = scene
  const { fake, gradient, noise } = arrays
  if (!fake) return
  if (carried < 1 && noise) {
    if (shown.has('fake')) drawMarks(context, carriedPlaces(noise.data, fake.data, frame, carried), frame, theme)
    return
  }
  const places = placesOf(fake.data, frame)
  if (shown.has('fake')) drawMarks(context, places, frame, theme)
  if (gradient && shown.has('gradient'))
    drawArrows(context, arrowsOf(places, gradient.data, frame, arrowLength(theme)), theme)
}

/** Fakes outside the picture stand faintly at its edge, so that a generator that has run away is still seen to. */
function drawMarks(context: Context, places: Float32Array, frame: Frame, theme: Theme): void {
  const [inside, outside]: [number[], number[]] = [[], []]
  const within = (at: number, from: number, length: number): number =>
    Math.min(from + length - theme.dot, Math.max(from + theme.dot, at))
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [places[i]!, places[i + 1]!]
    const [edgeX, edgeY] = [within(x, frame.left, frame.width), within(y, frame.top, frame.height)]
    if (Math.hypot(x - edgeX, y - edgeY) > theme.dot) outside.push(edgeX, edgeY)
    else inside.push(x, y)
  }
  context.globalAlpha = 0.35
  triangles(context, outside, theme.fake, theme)
  context.globalAlpha = 1
  triangles(context, inside, theme.fake, theme)
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

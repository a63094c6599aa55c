/**
 * One dimension, as in Figure 1 of Goodfellow et al. 2014: the data's density p (black, dotted), the generator's q
 * (solid, in the colour of fakes), D (blue, dashed) and D* = p/(p + q), and below them the lines from z to x = G(z).
 */

import { scaleLinear } from 'd3-scale'
import { short } from '../../words/format'
import type { Tensor } from '../../wire/safetensors'
import type { Theme } from '../../canvas/theme'
import { layOut, type Axes } from './axes'
import { lineLayers } from '../layers'
import { label, polyline } from '../marks'
import { chance, coordinate, density, linear, opinionReading } from '../reading'
import { drawHistogram, drawPush } from './under'
import type { Reading, Scene, View } from '../view'

type Context = CanvasRenderingContext2D

export const line: View = {
  dims: 1,
  layers: lineLayers,
  draw(context, scene, theme, size) {
    const { arrays, shown } = scene
    const { p, q, histogram, fake, gradient } = arrays
    context.clearRect(0, 0, size.width, size.height)
    context.fillStyle = theme.surface
    context.fillRect(0, 0, size.width, size.height)
    const axes = layOut(scene, size)
    if (shown.has('lines')) drawThreads(context, scene, axes, theme)
    if (histogram && shown.has('histogram')) drawHistogram(context, histogram, axes, theme)
    drawFloor(context, axes, theme)
    if (shown.has('field') || shown.has('d_star')) drawMiddle(context, scene.critic, axes, theme)
    if (shown.has('d_star')) drawBest(context, scene, axes, theme)
    if (shown.has('field')) drawOpinion(context, scene, axes, theme)
    if (shown.has('real')) drawDensity(context, p, axes, theme.ink, [1.5, 3.5], theme)
    if (shown.has('fake')) drawDensity(context, q, axes, theme.fake, [], theme)
    if (fake && gradient && shown.has('gradient')) drawPush(context, fake, gradient, axes, theme)
  },
  reads: () => ['density', 'field'],
  read({ arrays, critic, box }, size, px) {
    const { left, right, low, high } = layOut({ arrays, box }, size)
    const u = (px - left) / (right - left)
    if (!(u >= 0 && u <= 1)) return []
    const readings: Reading[] = [coordinate('x', low + u * (high - low), low, high)]
    for (const name of ['p', 'q']) if (arrays[name]) readings.push(density(name, linear(arrays[name], u), low, high))
    if (arrays['field']) readings.push(opinionReading(linear(arrays['field'], u), critic))
    if (arrays['d_star'] && !critic) readings.push(chance('D*', linear(arrays['d_star'], u)))
    return readings
  },
  key: () => null,
}

function drawDensity(
  context: Context,
  density: Tensor | undefined,
  axes: Axes,
  colour: string,
  dash: number[],
  theme: Theme,
): void {
  if (!density) return
  context.strokeStyle = colour
  context.lineWidth = theme.line * 2
  context.lineCap = 'round'
  context.setLineDash(dash.map((length) => length * theme.line))
  polyline(context, density.data, (i) => axes.cell(i, density.data.length), axes.density)
  context.setLineDash([])
}

function drawMiddle(context: Context, critic: boolean, axes: Axes, theme: Theme): void {
  const half = axes.chance(0.5)
  context.strokeStyle = theme.muted
  context.lineWidth = theme.line * 0.6
  context.setLineDash([2, 4])
  context.beginPath()
  context.moveTo(axes.left, half)
  context.lineTo(axes.right, half)
  context.stroke()
  context.setLineDash([])
  context.textBaseline = 'bottom'
  label(context, critic ? 'midway' : 'D = ½', axes.right, half - 3, theme, 'right')
}

function drawBest(context: Context, { arrays: { d_star } }: Scene, axes: Axes, theme: Theme): void {
  if (!d_star) return
  context.strokeStyle = theme.real
  context.lineWidth = theme.line * 0.8
  context.globalAlpha = 0.6
  polyline(context, d_star.data, (i) => axes.cell(i, d_star.data.length), axes.chance)
  context.globalAlpha = 1
}

function drawOpinion(context: Context, { arrays: { field } }: Scene, axes: Axes, theme: Theme): void {
  if (!field) return
  context.strokeStyle = theme.real
  context.lineWidth = theme.line * 2
  context.setLineDash([8 * theme.line, 5 * theme.line])
  const place = (opinion: number): number => axes.chance((opinion + 1) / 2)
  polyline(context, field.data, (i) => axes.cell(i, field.data.length), place)
  context.setLineDash([])
}

/** The axis of x, with its ticks just below it. */
function drawFloor(context: Context, axes: Axes, theme: Theme): void {
  context.strokeStyle = theme.ink
  context.lineWidth = theme.line
  context.beginPath()
  context.moveTo(axes.left, axes.floor)
  context.lineTo(axes.right, axes.floor)
  context.stroke()
  context.textBaseline = 'top'
  for (const tick of scaleLinear([axes.low, axes.high], [0, 1]).ticks(7))
    label(context, short(tick), axes.x(tick), axes.floor + 6, theme)
  label(context, 'x', axes.right + 14, axes.floor - theme.text / 2, theme)
}

/** From evenly spaced z on the lower axis to where G puts them on the upper one. */
function drawThreads(context: Context, { arrays }: Scene, axes: Axes, theme: Theme): void {
  const threads = arrays['lines']
  if (!threads) return
  const z = scaleLinear([threads.data[0]!, threads.data.at(-2)!], [axes.left, axes.right])
  context.strokeStyle = theme.fake
  context.lineWidth = theme.line * 0.8
  context.globalAlpha = 0.75
  context.beginPath()
  for (let i = 0; i < threads.data.length; i += 2) {
    context.moveTo(z(threads.data[i]!), axes.bottom)
    context.lineTo(axes.x(threads.data[i + 1]!), axes.floor)
  }
  context.stroke()
  context.globalAlpha = 1
  context.strokeStyle = theme.ink
  context.beginPath()
  context.moveTo(axes.left, axes.bottom)
  context.lineTo(axes.right, axes.bottom)
  context.stroke()
  context.textBaseline = 'top'
  for (const tick of z.ticks(5)) label(context, short(tick), z(tick), axes.bottom + 6, theme)
  label(context, 'z', axes.right + 14, axes.bottom - theme.text / 2, theme)
}

/**
 * One dimension, as in Figure 1 of Goodfellow et al. 2014: the data's density p (black, dotted), the generator's q
 * (solid, in the colour of fakes), D (blue, dashed) and D* = p/(p + q), and below them the lines from z to x = G(z).
 */

import { scaleLinear } from 'd3-scale'
import type { Theme } from '../../canvas/theme'
import { short } from '../../words/format'
import { infosOf, LINE } from '../layers'
import { label } from '../marks'
import { chance, coordinate, density, linear, opinionReading } from '../reading'
import { drawLayers, type Reading, type View } from '../view'
import { layOut, type Axes } from './axes'

type Context = CanvasRenderingContext2D

export const line: View = {
  dims: 1,
  layers: (critic) => infosOf(LINE, critic),
  draw(context, scene, theme, size) {
    const { shown } = scene
    context.clearRect(0, 0, size.width, size.height)
    context.fillStyle = theme.surface
    context.fillRect(0, 0, size.width, size.height)
    const axes = layOut(scene, size)
    drawLayers(UNDER, context, scene, axes, theme)
    drawFloor(context, axes, theme)
    if (shown.has('field') || shown.has('d_star')) drawMiddle(context, scene.critic, axes, theme)
    drawLayers(OVER, context, scene, axes, theme)
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

const DRAWN = [...LINE].sort((a, b) => a.depth - b.depth)
/** Layers below 0 lie under the axis. */
const UNDER = DRAWN.filter(({ depth }) => depth < 0)
const OVER = DRAWN.filter(({ depth }) => depth >= 0)

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

/**
 * One dimension, as in Figure 1 of Goodfellow et al. 2014: the data's density p (black, dotted), the generator's q
 * (solid, in the colour of fakes), D (blue, dashed) and D* = p/(p + q), and below them the lines from z to x = G(z).
 */

import { scaleLinear, type ScaleLinear } from 'd3-scale'
import { short } from '../lib/format'
import type { Tensor } from '../lib/safetensors'
import type { Theme } from '../lib/theme'
import { label, polyline } from './marks'
import type { Scene, Size, View } from './view'

type Context = CanvasRenderingContext2D

/** Share of the height that the densities take; the rest shows z → x. */
const UPPER = 0.68
const MARGIN = 36
/** The tallest density reaches this high; D's own scale ends at 1 in the same place. */
const HEADROOM = 0.9

interface Axes {
  x: ScaleLinear<number, number>
  /** Centre of density cell i, in pixels. */
  cell: (i: number) => number
  density: ScaleLinear<number, number>
  chance: ScaleLinear<number, number>
  floor: number
  bottom: number
  left: number
  right: number
}

export const line: View = {
  dims: 1,
  layers: (critic) => [
    { id: 'real', label: 'p, data', mark: 'dotted', needs: ['density'] },
    { id: 'fake', label: 'q, generated', mark: 'solid', needs: ['density'] },
    { id: 'field', label: critic ? 'Critic' : 'D, D* thin', mark: 'dashed', needs: ['field', 'density'] },
    { id: 'lines', label: 'z → G(z)', mark: 'threads', needs: ['density'] },
  ],
  draw(context, scene, theme, size) {
    context.clearRect(0, 0, size.width, size.height)
    context.fillStyle = theme.surface
    context.fillRect(0, 0, size.width, size.height)
    const axes = layOut(scene, size)
    if (scene.shown.has('lines')) drawThreads(context, scene, axes, theme)
    drawFloor(context, axes, theme)
    if (scene.shown.has('field')) drawOpinion(context, scene, axes, theme)
    if (scene.shown.has('real')) drawDensity(context, scene.arrays['p'], axes, theme.ink, [1.5, 3.5], theme)
    if (scene.shown.has('fake')) drawDensity(context, scene.arrays['q'], axes, theme.fake, [], theme)
  },
}

function layOut({ box, arrays }: Scene, size: Size): Axes {
  const [low = 0, high = 1] = box
  const [left, right] = [MARGIN, size.width - MARGIN]
  const floor = size.height * UPPER
  const top = floor * (1 - HEADROOM)
  const peak = Math.max(1e-9, greatest(arrays['p']), greatest(arrays['q']))
  const cells = arrays['field']?.data.length ?? arrays['q']?.data.length ?? 256
  const x = scaleLinear([low, high], [left, right])
  return {
    x,
    cell: (i) => left + ((i + 0.5) / cells) * (right - left),
    density: scaleLinear([0, peak], [floor, top]),
    chance: scaleLinear([0, 1], [floor, top]),
    floor,
    bottom: size.height - MARGIN * 0.8,
    left,
    right,
  }
}

function greatest(tensor: Tensor | undefined): number {
  return tensor ? tensor.data.reduce((most, value) => (value > most ? value : most), 0) : 0
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
  polyline(context, density.data, axes.cell, axes.density)
  context.setLineDash([])
}

function drawOpinion(context: Context, { arrays, critic }: Scene, axes: Axes, theme: Theme): void {
  const half = axes.chance(0.5)
  context.strokeStyle = theme.muted
  context.lineWidth = theme.line * 0.6
  context.setLineDash([2, 4])
  context.beginPath()
  context.moveTo(axes.left, half)
  context.lineTo(axes.right, half)
  context.stroke()
  context.textBaseline = 'bottom'
  label(context, critic ? 'midway' : 'D = ½', axes.right, half - 3, theme, 'right')
  context.strokeStyle = theme.real
  if (arrays['d_star']) {
    context.lineWidth = theme.line * 0.8
    context.setLineDash([])
    context.globalAlpha = 0.6
    polyline(context, arrays['d_star'].data, axes.cell, axes.chance)
    context.globalAlpha = 1
  }
  if (arrays['field']) {
    context.lineWidth = theme.line * 2
    context.setLineDash([8 * theme.line, 5 * theme.line])
    polyline(context, arrays['field'].data, axes.cell, (opinion) => axes.chance((opinion + 1) / 2))
  }
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
  for (const tick of axes.x.ticks(7)) label(context, short(tick), axes.x(tick), axes.floor + 6, theme)
  label(context, 'x', axes.right + 14, axes.floor - theme.text / 2, theme)
}

/** From evenly spaced z on the lower axis to where G puts them on the upper one. */
function drawThreads(context: Context, { arrays, metadata }: Scene, axes: Axes, theme: Theme): void {
  const threads = arrays['lines']
  if (!threads) return
  const z = scaleLinear([Number(metadata['z_low']), Number(metadata['z_high'])], [axes.left, axes.right])
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

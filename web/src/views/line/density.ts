/** The densities of the data and of the fakes. */

import type { Theme } from '../../canvas/theme'
import type { Tensor } from '../../wire/safetensors'
import { polyline } from '../marks'
import type { ViewLayer } from '../view'
import type { Axes } from './axes'

export const p: ViewLayer<Axes> = {
  id: 'real',
  label: 'p',
  title: 'Density of the data',
  mark: 'dotted',
  needs: ['density'],
  usual: true,
  depth: 4,
  draw: (context, { arrays }, axes, theme) => drawDensity(context, arrays['p'], axes, theme.ink, [1.5, 3.5], theme),
}

export const q: ViewLayer<Axes> = {
  id: 'fake',
  label: 'q',
  title: 'Density of the fakes',
  mark: 'solid',
  needs: ['density'],
  usual: true,
  depth: 5,
  draw: (context, { arrays }, axes, theme) => drawDensity(context, arrays['q'], axes, theme.fake, [], theme),
}

function drawDensity(
  context: CanvasRenderingContext2D,
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

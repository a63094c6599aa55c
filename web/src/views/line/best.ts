/** The best D for this p and q, D* = p/(p + q). */

import { polyline } from '../marks'
import type { ViewLayer } from '../view'
import type { Axes } from './axes'

export const best: ViewLayer<Axes> = {
  id: 'd_star',
  label: 'D*',
  title: 'The best D for this p and q, p/(p + q)',
  ofCritic: null,
  mark: 'thin',
  needs: ['density'],
  array: 'd_star',
  usual: true,
  depth: 2,
  draw(context, { arrays: { d_star } }, axes, theme) {
    if (!d_star) return
    context.strokeStyle = theme.real
    context.lineWidth = theme.line * 0.8
    context.globalAlpha = 0.6
    polyline(context, d_star.data, (i) => axes.cell(i, d_star.data.length), axes.chance)
    context.globalAlpha = 1
  },
}

/** D's opinion along the line: where it is a probability, on the scale on which D* stands too. */

import { polyline } from '../marks'
import type { ViewLayer } from '../view'
import type { Axes } from './axes'

export const opinion: ViewLayer<Axes> = {
  id: 'field',
  label: 'D',
  title: 'D’s opinion: high looks real, low looks fake',
  ofCritic: { label: 'Critic', title: 'The critic’s opinion: high looks real, low looks fake' },
  mark: 'dashed',
  needs: ['field'],
  usual: true,
  depth: 3,
  draw(context, { arrays: { field } }, axes, theme) {
    if (!field) return
    context.strokeStyle = theme.real
    context.lineWidth = theme.line * 2
    context.setLineDash([8 * theme.line, 5 * theme.line])
    const place = (value: number): number => axes.chance((value + 1) / 2)
    polyline(context, field.data, (i) => axes.cell(i, field.data.length), place)
    context.setLineDash([])
  },
}

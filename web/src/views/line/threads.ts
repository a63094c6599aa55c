/** From evenly spaced z on the lower axis to where G puts them on the upper one. */

import { scaleLinear } from 'd3-scale'
import { short } from '../../words/format'
import { label } from '../marks'
import type { ViewLayer } from '../view'
import type { Axes } from './axes'

export const threads: ViewLayer<Axes> = {
  id: 'lines',
  label: 'z → G(z)',
  title: 'Where G puts evenly spaced noise',
  mark: 'threads',
  needs: ['density'],
  usual: true,
  depth: -2,
  draw(context, { arrays }, axes, theme) {
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
  },
}

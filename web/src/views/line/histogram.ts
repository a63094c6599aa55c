/** A histogram of plain fakes, under their density. */

import type { ViewLayer } from '../view'
import type { Axes } from './axes'

export const histogram: ViewLayer<Axes> = {
  id: 'histogram',
  label: 'Histogram',
  title: 'Histogram of plain fakes, under q',
  mark: 'bars',
  needs: ['histogram'],
  depth: -1,
  draw(context, { arrays: { histogram } }, axes, theme) {
    if (!histogram) return
    const { data } = histogram
    const width = (axes.right - axes.left) / data.length
    context.fillStyle = theme.fake
    context.globalAlpha = 0.22
    context.beginPath()
    data.forEach((density, i) => {
      const top = Math.max(0, axes.density(density))
      if (density > 0) context.rect(axes.left + i * width, top, Math.max(1, width - 1), axes.floor - top)
    })
    context.fill()
    context.globalAlpha = 1
  },
}

/** How G is told to move its samples; on the way from the noise there is nothing to move yet. */

import { arrowLength, arrowsOf, drawArrows } from '../arrows'
import { placesOf } from './frame'
import type { PlaneLayer } from './layer'

export const gradient: PlaneLayer = {
  id: 'gradient',
  label: 'Gradient',
  title: 'How G is told to move its samples: −∂L/∂x at a part of the fakes, with its usual length',
  mark: 'arrow',
  needs: ['fake', 'gradient'],
  depth: 6,
  draw(context, { arrays: { fake, gradient, noise }, carried = 1 }, frame, theme) {
    if (!fake || !gradient || (carried < 1 && noise)) return
    drawArrows(context, arrowsOf(placesOf(fake.data, frame), gradient.data, frame, arrowLength(theme)), theme)
  },
}

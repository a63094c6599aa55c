/** The lines along which D's opinion is the same. */

import type { PlaneLayer } from './layer'
import { drawLevels } from './opinion'

const TITLE = 'Lines of equal opinion, strong where it is neither real nor fake'

export const levels: PlaneLayer = {
  id: 'lines',
  label: 'D = ½',
  title: TITLE,
  ofCritic: { label: 'Midway', title: TITLE },
  mark: 'contour',
  needs: ['field'],
  usual: true,
  depth: 2,
  draw(context, { arrays }, frame, theme) {
    if (arrays['field']) drawLevels(context, arrays['field'], frame, theme)
  },
}

/** Samples of the data, as dots. */

import { dots } from '../marks'
import { placesOf } from './frame'
import type { PlaneLayer } from './layer'

export const real: PlaneLayer = {
  id: 'real',
  label: 'Real',
  title: 'Samples of the data',
  mark: 'dot',
  needs: [],
  usual: true,
  depth: 4,
  draw(context, { arrays }, frame, theme) {
    if (arrays['real']) dots(context, placesOf(arrays['real'].data, frame), theme.real, theme)
  },
}

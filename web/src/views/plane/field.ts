/** D's opinion of every place, as a colour of the stage. */

import { opinionRamp } from '../../canvas/colour'
import type { PlaneLayer } from './layer'

export const field: PlaneLayer = {
  id: 'field',
  label: 'D',
  title: 'D’s opinion of every place: blue looks real, orange looks fake',
  ofCritic: { label: 'Critic', title: 'The critic’s opinion of every place: blue looks real, orange looks fake' },
  mark: 'field',
  needs: ['field'],
  usual: true,
  depth: 0,
  surface: { rank: 1, values: ({ arrays }) => arrays['field'] ?? null, ramp: opinionRamp },
}

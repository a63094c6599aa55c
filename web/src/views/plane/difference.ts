/** How far D is from the best D, as a colour of the stage. */

import { differenceRamp, stopsOf } from '../../canvas/colour'
import { difference as between } from './best'
import type { PlaneLayer } from './layer'

export const difference: PlaneLayer = {
  id: 'difference',
  label: 'D − D*',
  title: 'How far D is from the best D: violet where it is too high, green where it is too low',
  ofCritic: null,
  mark: 'difference',
  needs: ['field', 'optimum'],
  array: 'd_star',
  depth: 0,
  surface: {
    rank: 2,
    values: ({ arrays: { field, d_star } }) => (field && d_star ? between(field, d_star) : null),
    ramp: differenceRamp,
    key: (theme) => ({ title: 'D − D*', low: 'too low', high: 'too high', colours: stopsOf(differenceRamp(theme)) }),
  },
}

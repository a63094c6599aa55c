/** The best D for these fakes: its line at ½, and its field where D's own is off. */

import { opinionRamp, stopsOf } from '../../canvas/colour'
import { asOpinion, optimumLines } from './best'
import type { PlaneLayer } from './layer'
import { strokeLines } from './opinion'

export const optimum: PlaneLayer = {
  id: 'optimum',
  label: 'D*',
  title: 'The best D for these fakes, p/(p + q): its line at ½, and its field where D’s is off',
  // For a critic there is no best D to compare with.
  ofCritic: null,
  mark: 'broken',
  needs: ['optimum'],
  array: 'd_star',
  depth: 3,
  surface: {
    rank: 0,
    values: ({ arrays }) => (arrays['d_star'] ? asOpinion(arrays['d_star']) : null),
    ramp: opinionRamp,
    key: (theme) => ({ title: 'D*', low: 'fake', high: 'real', colours: stopsOf(opinionRamp(theme)) }),
  },
  draw(context, { arrays: { d_star } }, frame, theme) {
    if (!d_star) return
    context.strokeStyle = theme.ink
    context.setLineDash([6 * theme.line, 4 * theme.line])
    strokeLines(context, optimumLines(d_star), d_star.shape, frame, theme.line * 1.5, 0.9)
    context.setLineDash([])
  },
}

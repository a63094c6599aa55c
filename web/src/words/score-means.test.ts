import { expect, it } from 'vitest'
import { mean, scoreMeans } from './score-means'

const arrays = { d_real: { data: [0.5, 1] }, d_fake: { data: [0.25] } }

it('is the mean over the samples shown, and unknown where a picture came without', () => {
  expect(scoreMeans({ header: { layers: ['curve', 'scores'] }, arrays })).toEqual({ dReal: 0.75, dFake: 0.25 })
  expect(scoreMeans({ header: { layers: ['curve'] }, arrays })).toEqual({ dReal: undefined, dFake: undefined })
  expect(scoreMeans({ header: { layers: ['scores'] }, arrays: { d_real: { data: [] } } }).dReal).toBeUndefined()
  expect(mean([])).toBeNaN()
})

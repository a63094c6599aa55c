import { expect, it } from 'vitest'
import { viewOf } from '.'
import { infosOf, LAYER_IDS, LINE, PLANE, USUAL_LAYERS } from './layers'
import { line } from './line/line'
import { plane } from './plane/plane'

it('has a view for each number of dimensions', () => {
  expect([viewOf(1), viewOf(2), viewOf(null)]).toEqual([line, plane, null])
})

it('gives each layer a key in the order of the list, the same in both views and for a critic', () => {
  const keys = (view: 'plane' | 'line', critic: boolean) =>
    infosOf(view === 'plane' ? PLANE : LINE, critic).map(({ id, key }) => `${key} ${id}`)
  expect(keys('plane', false)).toEqual([
    '1 real',
    '2 fake',
    '3 field',
    '4 lines',
    '5 optimum',
    '6 difference',
    '7 manifold',
    '8 gradient',
    '9 trails',
  ])
  expect(keys('plane', true)).toEqual([
    '1 real',
    '2 fake',
    '3 field',
    '4 lines',
    '7 manifold',
    '8 gradient',
    '9 trails',
  ])
  expect(keys('line', false)).toEqual([
    '1 real',
    '2 fake',
    '3 field',
    '4 lines',
    '5 d_star',
    '6 histogram',
    '8 gradient',
  ])
  expect(keys('line', true)).not.toContain('5 d_star')
})

it('calls layers by other names where D is a critic', () => {
  const labels = (critic: boolean) => infosOf(PLANE, critic).map(({ label }) => label)
  expect(labels(false).slice(2, 4)).toEqual(['D', 'D = ½'])
  expect(labels(true).slice(2, 4)).toEqual(['Critic', 'Midway'])
})

it('names every layer once, and shows the same ones unasked as ever', () => {
  expect(new Set(LAYER_IDS).size).toBe(LAYER_IDS.length)
  expect(USUAL_LAYERS).toEqual(['real', 'fake', 'field', 'lines', 'd_star'])
})

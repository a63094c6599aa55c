import { expect, it } from 'vitest'
import { History } from './history'

it('keeps each measure by its step, once', () => {
  const history = new History()
  history.add(100, { js: 0.5 })
  history.add(100, { js: 0.5 })
  history.add(220, { js: 0.4, modes: 7 })
  history.add(90, { js: 0.9 })
  history.add(340, { js: null, modes: 8 })
  expect(history.steps).toEqual([100, 220, 340])
  expect(history.columns).toEqual({ js: [0.5, 0.4, NaN], modes: [NaN, 7, 8] })
})

it('begins anew', () => {
  const history = new History()
  history.add(100, { js: 0.5 })
  history.clear()
  expect([history.steps, history.columns]).toEqual([[], {}])
  history.add(1, { js: 0.9 })
  expect(history.steps).toEqual([1])
})

it('stays bounded: whole where it is recent, thinned where it is old', () => {
  const history = new History()
  for (let step = 1; step <= 10_000; step++) history.add(step, { js: step })
  expect(history.steps.length).toBeLessThanOrEqual(2_000)
  expect(history.steps.slice(-900)).toEqual(Array.from({ length: 900 }, (_, i) => 9_101 + i))
  expect(history.steps[0]).toBe(1)
  expect(history.columns['js']).toEqual(history.steps)
})

it('puts what the server knew in front of what has come', () => {
  const history = new History()
  history.add(300, { js: 0.3, modes: 8 })
  history.fill([100, 200, 300], { js: [0.5, null, 0.3], w1: [1, 2, 3] })
  history.add(400, { js: 0.2, w1: 4 })
  expect(history.steps).toEqual([100, 200, 300, 400])
  expect(history.columns).toEqual({ js: [0.5, NaN, 0.3, 0.2], w1: [1, 2, NaN, 4], modes: [NaN, NaN, 8, NaN] })
  history.fill([50], {})
  expect(history.steps[0]).toBe(50)
})

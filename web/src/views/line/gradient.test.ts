import { expect, it } from 'vitest'
import { meansAlong } from './gradient'

it('stands for the mean of what lies around a place on the line', () => {
  const means = meansAlong([0.1, 0.2, 0.9, 5, NaN], [1, 3, -1, 100, 100], { low: 0, high: 1 }, 2)
  expect(means).toEqual([2, -1])
  expect(meansAlong([0.1], [1], { low: 0, high: 1 }, 2)[1]).toBeNaN()
})

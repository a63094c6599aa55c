import { expect, it } from 'vitest'
import { extentBox, toData, toUnit, UNIT_BOX } from './drawing-box'

it('goes from the drawing to the data and back', () => {
  expect(toUnit([15, 1], [10, 20, 0, 4])).toEqual([0.5, 0.25])
  expect(toData([0.5, 0.25], [10, 20, 0, 4])).toEqual([15, 1])
})

it('rounds a drawn place to a thousandth of the box', () => {
  expect(toData([1 / 3, 2 / 3], UNIT_BOX)).toEqual([0.333, 0.667])
  expect(toData([1 / 3, 0], [0, 1000, 0, 1])).toEqual([333, 0])
})

it('keeps the unit square for points in it, and lays a box with a margin around others', () => {
  expect(extentBox([[0.2, 0.9], [1, 0]])).toBe(UNIT_BOX) // prettier-ignore
  expect(extentBox([[0, 0], [10, 10]])).toEqual([-1, 11, -1, 11]) // prettier-ignore
})

it('gives axes of one kind equal scales, others their own, and the line only one', () => {
  expect(extentBox([[0, 0], [10, 4]])).toEqual([-1, 11, -4, 8]) // prettier-ignore
  const far = [-100, 1100, -0.4, 4.4].map((end) => expect.closeTo(end))
  expect(extentBox([[0, 0], [1000, 4]])).toEqual(far) // prettier-ignore
  expect(extentBox([[0], [10]])).toEqual([-1, 11, 0, 1])
})

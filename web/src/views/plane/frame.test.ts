import { expect, it } from 'vitest'
import { fit, markScale, placesOf } from './frame'

const SIZE = { width: 400, height: 200 }

it('centres a box with equal units, y upwards', () => {
  const frame = fit([0, 1, 0, 1], SIZE)
  expect([frame.left, frame.top, frame.width, frame.height]).toEqual([100, 0, 200, 200])
  expect([frame.x(0.5), frame.y(0.25)]).toEqual([200, 150])
})

it('lets sides of different kinds fill the stage', () => {
  const { left, top, width, height } = fit([1900, 2000, 0, 2], SIZE)
  expect([left, top, width, height]).toEqual([0, 0, 400, 200])
})

it('knows the data at a place', () => {
  const frame = fit([-4, 4, -2, 2], SIZE)
  expect(frame.at(frame.x(1.5), frame.y(-0.5))).toEqual([1.5, -0.5])
})

it('puts points in their places, and lets marks grow with the stage within limits', () => {
  expect([...placesOf([0, 0, 1, 1], fit([0, 1, 0, 1], SIZE))]).toEqual([100, 200, 300, 0])
  expect([100, 560, 5000].map((width) => markScale({ width, height: 1 }))).toEqual([0.75, 1, 2.5])
})

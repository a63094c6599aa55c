import { expect, it } from 'vitest'
import { positionOf } from './speeds'

const SPEEDS = [1, 2, 5, 10, 20, 30, 60, 120, 250, 500, 1000, 2000, null]

it.each([
  [120, 120],
  [0.1, 1],
  [90, 120],
  [50_000, 2000],
  [null, null],
])('the offered speed nearest to %s is %s', (speed, offered) => {
  expect(SPEEDS[positionOf(speed, SPEEDS)]).toBe(offered)
})

import { expect, it } from 'vitest'
import { layOut } from './axes'

const size = { width: 472, height: 100 }
const axes = layOut({ box: [-4, 4], arrays: { p: { shape: [2], data: Float32Array.of(0.2, 0.4) } } }, size)

it('lays x between its margins, and each cell at its middle', () => {
  expect([axes.x(-4), axes.x(0), axes.x(4)]).toEqual([36, 236, 436])
  expect([axes.cell(0, 4), axes.cell(3, 4)]).toEqual([86, 386])
})

it('gives the tallest density and D = 1 the same height above the floor', () => {
  expect(axes.floor).toBeCloseTo(68)
  expect(axes.density(0)).toBeCloseTo(68)
  expect(axes.density(Math.fround(0.4))).toBeCloseTo(axes.top)
  expect(axes.chance(1)).toBeCloseTo(axes.top)
})

it('has room below the floor for the axis of z', () => {
  expect(axes.bottom).toBeGreaterThan(axes.floor)
  expect(axes.bottom).toBeLessThan(size.height)
})

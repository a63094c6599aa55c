import { describe, expect, it } from 'vitest'
import { nearestRow, rowFrom, rowsWithin, usual } from './rows'

describe('rows of steps', () => {
  const steps = [1, 2, 4, 4, 9, 20]

  it.each([
    [0, 0],
    [3, 2],
    [4, 2],
    [5, 3],
    [7, 4],
    [99, 5],
  ])('step %d is read in row %d', (step, row) => expect(nearestRow(steps, step)).toBe(row))

  it('reads the newest where no step is pointed at', () => {
    expect(nearestRow(steps, null)).toBe(5)
    expect(nearestRow([], null)).toBe(-1)
    expect(nearestRow([], 3)).toBe(-1)
  })

  it('draws the rows of a span with a neighbour on each side, so that lines leave the chart', () => {
    expect(rowFrom(steps, 4)).toBe(2)
    expect(rowsWithin(steps, [4, 9])).toEqual([1, 6])
    expect(rowsWithin(steps, [0, 100])).toEqual([0, 6])
    expect(rowsWithin(steps, [10, 15])).toEqual([4, 6])
  })

  it('finds the middle size of values, whatever their signs', () => {
    expect(usual([-3, 1, 2, NaN, Infinity])).toBe(2)
    expect(usual([])).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { niceAbove, niceEnds, shares, verdictBins } from './bins'
import { cellsOf, strength } from '../panels/meaning/confusion'
import { nearestRow, rowFrom, rowsWithin } from './rounds'
import { apart, backward, forward, labelsOf, linearTicks, logTicks, threshold } from './ticks'

describe('rows of rounds', () => {
  const steps = [1, 2, 4, 4, 9, 20]

  it.each([
    [0, 0],
    [3, 2],
    [4, 2],
    [5, 3],
    [7, 4],
    [99, 5],
  ])('round %d is read in row %d', (step, row) => expect(nearestRow(steps, step)).toBe(row))

  it('reads the newest where no round is pointed at', () => {
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
})

describe('a scale that is logarithmic on both sides of 0', () => {
  it('comes back from where it goes', () => {
    for (const value of [-30, -0.2, 0, 1e-4, 7]) expect(backward(forward(value, 0.1), 0.1)).toBeCloseTo(value, 9)
  })

  it('is linear below a power of ten under which hardly a value lies', () => {
    expect(threshold([0.5, -3, 70])).toBeCloseTo(0.1)
    expect(threshold([0, NaN, 0.02])).toBeCloseTo(0.01)
    expect(threshold([1e-12, 1])).toBeCloseTo(1e-6)
    expect(threshold([])).toBe(1)
  })

  it('has ticks at powers of ten and 0, fewer where there is less room', () => {
    expect(logTicks(-12, 150, 1, 20)).toEqual([-10, -5, -2, -1, 0, 1, 2, 5, 10, 20, 50, 100])
    expect(logTicks(-12, 150, 1, 7)).toEqual([-10, -1, 0, 1, 10, 100])
    expect(logTicks(0, 1e6, 1, 4).length).toBeLessThanOrEqual(4)
    expect(logTicks(0.2, 0.9, 0.1, 5)).toEqual([0.2, 0.5])
    expect(logTicks(0.3, 2.4, 0.1, 2)).toEqual([0.5, 2])
    expect(logTicks(0.55, 0.95, 0.1, 4).length).toBeGreaterThanOrEqual(2)
    expect(linearTicks(0.1, 0.9, 2).length).toBeGreaterThanOrEqual(2)
    // The largest power within the range is labelled, also where every second one is left out.
    expect(logTicks(-0.6, 1.92, 0.1, 3)).toEqual([0, 1])
    expect(labelsOf([-1.395, -1.39, -1.4])).toEqual(['−1.395', '−1.39', '−1.4'])
    expect(labelsOf([0, 0.5, 1200])).toEqual(['0', '0.5', '1,200'])
    expect(apart([-1, -0.1, 0, 0.1, 0.2, 1], (tick) => 100 * tick, 12)).toEqual([-1, 0, 0.2, 1])
    expect(linearTicks(0, 1, 4)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  })
})

describe('histograms of verdicts', () => {
  it('share out all samples, the outermost at the ends', () => {
    expect(shares([0, 0.3, 0.5, 1, 7, NaN], 0, 1, 4)).toEqual([0.2, 0.2, 0.2, 0.4])
    expect(shares([], 0, 1, 2)).toEqual([0, 0])
  })

  it('stand on 0 … 1 where D is a probability', () => {
    const { low, high, real, fake } = verdictBins([0.9, 0.95], [0.1], true)
    expect([low, high]).toEqual([0, 1])
    expect(real.reduce((a, b) => a + b)).toBeCloseTo(1)
    expect(fake.indexOf(1)).toBe(2)
    expect(verdictBins([1.3], [-0.1], true)).toMatchObject({ low: -0.5, high: 1.5 })
  })

  it('stand on a round scale of their own for a critic', () => {
    expect(verdictBins([3.1, 4.4], [-7.2], false)).toMatchObject({ low: -10, high: 5 })
    expect(niceEnds(2, 2)).toEqual([0, 4])
    expect(niceAbove(0.031)).toBeCloseTo(0.05)
    expect(niceAbove(0.2)).toBeCloseTo(0.2)
  })
})

describe('the table of verdicts', () => {
  const shares = { real_as_real: 0.8, real_as_fake: 0.2, fake_as_real: 0.1, fake_as_fake: 0.9 }

  it('has the truth in rows that sum to one', () => {
    const cells = cellsOf(shares)!
    expect(cells.map(({ truth, verdict, right }) => [truth, verdict, right])).toEqual([
      ['real', 'real', true],
      ['real', 'fake', false],
      ['fake', 'real', false],
      ['fake', 'fake', true],
    ])
    expect(cells[0]!.share + cells[1]!.share).toBeCloseTo(1)
    expect(cells[2]!.share + cells[3]!.share).toBeCloseTo(1)
    expect(cells[0]!.phrase).toBe('')
  })

  it('is not there where D’s verdicts are not known', () => {
    expect(cellsOf({ ...shares, fake_as_real: null })).toBeNull()
    expect(cellsOf({ js: 0.1 })).toBeNull()
  })

  it('says whom a cell teaches, by the slope of the loss in play', () => {
    const phrase = (d: number, g?: number): string =>
      cellsOf({ ...shares, lesson_d_fake_as_fake: d, ...(g === undefined ? {} : { lesson_g_fake_as_fake: g }) })![3]!
        .phrase
    expect(phrase(0.1, 0.9)).toBe('teaches D a little, G much')
    expect(phrase(0.01, 0.01)).toBe('teaches D and G nothing')
    expect(phrase(0.5)).toBe('teaches D some')
    expect(cellsOf({ ...shares, lesson_d_real_as_real: 0.456 })![0]!.weights).toContain('D 0.46')
    expect([0.02, 1 / 3, 0.66, 1].map(strength)).toEqual(['a little', 'some', 'some', 'much'])
  })
})

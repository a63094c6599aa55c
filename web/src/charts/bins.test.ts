import { describe, expect, it } from 'vitest'
import { niceAbove, niceEnds, scoreBins, shares } from './bins'

describe('histograms of scores', () => {
  it('share out all samples, the outermost at the ends', () => {
    expect(shares([0, 0.3, 0.5, 1, 7, NaN], 0, 1, 4)).toEqual([0.2, 0.2, 0.2, 0.4])
    expect(shares([], 0, 1, 2)).toEqual([0, 0])
  })

  it('stand on 0 … 1 where D is a probability', () => {
    const { low, high, real, fake } = scoreBins([0.9, 0.95], [0.1], true)
    expect([low, high]).toEqual([0, 1])
    expect(real.reduce((a, b) => a + b)).toBeCloseTo(1)
    expect(fake.indexOf(1)).toBe(2)
    expect(scoreBins([1.3], [-0.1], true)).toMatchObject({ low: -0.5, high: 1.5 })
  })

  it('stand on a round scale of their own for a critic', () => {
    expect(scoreBins([3.1, 4.4], [-7.2], false)).toMatchObject({ low: -10, high: 5 })
    expect(niceEnds(2, 2)).toEqual([0, 4])
    expect(niceAbove(0.031)).toBeCloseTo(0.05)
    expect(niceAbove(0.2)).toBeCloseTo(0.2)
  })
})

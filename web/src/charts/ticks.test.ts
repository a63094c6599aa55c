import { describe, expect, it } from 'vitest'
import { apart, backward, forward, labelsOf, linearTicks, logTicks, threshold } from './ticks'

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

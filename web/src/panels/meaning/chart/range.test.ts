import { describe, expect, it } from 'vitest'
import { cutWords, laterHalf, rangeOf } from './range'

describe('the range of a chart', () => {
  const calm = Array.from({ length: 1000 }, (_, i) => Math.sin(i))

  it('holds all values and the levels', () => {
    const { low, high, beyond } = rangeOf([calm], [2])
    expect(low).toBeLessThan(Math.min(...calm))
    expect(high).toBeGreaterThan(2)
    expect(beyond).toBeNull()
  })

  it('leaves a lone spike out and says how far it goes', () => {
    const { high, beyond } = rangeOf([[...calm, 1e5, NaN], calm])
    expect(high).toBeLessThan(2)
    expect(beyond).toBe(1e5)
  })

  it('follows the later half where the beginning would stretch it, and tells of what it leaves out', () => {
    const shares = [
      [0.1, 0.7, 0.95, 0.97],
      [0.1, 0.6, 0.92, 0.94],
    ]
    const { low, high, beyond } = rangeOf(laterHalf(shares), [1], shares)
    expect([low > 0.9, high < 1.01, beyond]).toEqual([true, true, 0.1])
    expect(rangeOf(laterHalf([[0.1], []]), [1], [[0.1], []])).toMatchObject({ beyond: null })
  })

  it('cuts nothing off that a level keeps on the axis', () => {
    const columns = [[...calm, 7.5]]
    expect(rangeOf(columns).beyond).not.toBeNull()
    expect(rangeOf(columns, [7])).toMatchObject({ beyond: null })
  })

  it('says at which end', () => {
    expect(cutWords(5.474, 2)).toBe('peak 5.47, cut off')
    expect(cutWords(-5.474, 2)).toBe('lowest −5.47, cut off')
  })

  it('widens for what is far but not alone', () => {
    expect(rangeOf([[...calm, ...calm.map((value) => value + 50)]])).toMatchObject({ beyond: null })
  })

  it('leaves room above what has always been 0', () => {
    const { low, high } = rangeOf([[0, 0, 0]], [0])
    expect([low, high]).toEqual([-0.08, 1.08])
  })

  it('is some range where there is nothing', () => {
    expect(rangeOf([[], [NaN]])).toEqual({ low: 0, high: 1, beyond: null })
  })
})

import { describe, expect, it } from 'vitest'
import { marksOf, stripLength, ticksOf } from './timeline'

describe('the timeline', () => {
  const change = (step: number, old: number, now: number, name = 'lr_d') => ({ step, name, old, new: now })

  it('grows by 2, 2.5 and 2, always with room ahead', () => {
    expect([0, 900, 930, 1900, 4700, 9300].map(stripLength)).toEqual([1000, 1000, 2000, 5000, 10000, 20000])
  })

  it('marks what lies close together once', () => {
    const changes = [change(100, 1, 2), change(103, 2, 3), change(500, 3, 4)]
    expect(marksOf(changes, 1000).map(({ at, changes }) => [at, changes.length])).toEqual([
      [0.1, 2],
      [0.5, 1],
    ])
  })

  it('has ticks short of its end', () => expect(ticksOf(1000)).toEqual([0, 200, 400, 600, 800]))
})

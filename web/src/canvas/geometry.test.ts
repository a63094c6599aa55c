import { describe, expect, it } from 'vitest'
import { opinionRamp, paintField, parseHex } from './colour'
import { levelLines } from './contour'
import { cutWords, laterHalf, rangeOf } from '../panels/meaning/chart/range'
import { marksOf, stripLength, summed, ticksOf } from '../charts/timeline'
import { THEME } from '../views/recording.test-help'

describe('colours of D’s opinion', () => {
  const ramp = opinionRamp(THEME)

  it('reads both forms of a hex colour', () => {
    expect(parseHex('#0072b2')).toEqual([0, 0x72, 0xb2])
    expect(parseHex('#fff')).toEqual([255, 255, 255])
  })

  it('runs from fake over neutral to real', () => {
    expect([...ramp.subarray(0, 3)]).toEqual(parseHex(THEME.looksFake))
    expect([...ramp.subarray(3 * 127, 3 * 128)]).toEqual(parseHex(THEME.neutral))
    expect([...ramp.subarray(3 * 254)]).toEqual(parseHex(THEME.looksReal))
  })

  it('paints the lowest row last and leaves NaN out', () => {
    const pixels = new Uint8ClampedArray(2 * 2 * 4)
    paintField([-1, NaN, 5, 0], 2, ramp, pixels)
    const pixel = (i: number): number[] => [...pixels.subarray(4 * i, 4 * i + 4)]
    expect(pixel(0)).toEqual([...parseHex(THEME.looksReal), 255])
    expect(pixel(1)).toEqual([...parseHex(THEME.neutral), 255])
    expect(pixel(2)).toEqual([...parseHex(THEME.looksFake), 255])
    expect(pixel(3)).toEqual([0, 0, 0, 0])
  })
})

describe('level lines', () => {
  it('stand where the field crosses the level, and not along its edge', () => {
    // A ramp in x on 8 × 8 cells: the value at column i is i − 3.5, so 0 lies at x = 4.
    const field = Array.from({ length: 64 }, (_, i) => (i % 8) - 3.5)
    const lines = levelLines(field, 8, 8, [0])[0]!
    expect(lines).toHaveLength(1)
    for (const [x] of lines[0]!) expect(x).toBeCloseTo(4)
    const ends = lines[0]!.map(([, y]) => y)
    expect(Math.min(...ends)).toBeLessThanOrEqual(0)
    expect(Math.max(...ends)).toBeGreaterThanOrEqual(8)
  })

  it('close around an island', () => {
    const field = Array.from({ length: 81 }, (_, i) => 2.5 - Math.hypot((i % 9) - 4, Math.floor(i / 9) - 4))
    const [line, ...others] = levelLines(field, 9, 9, [0])[0]!
    expect(others).toEqual([])
    expect(line!.at(-1)).toEqual(line![0])
  })

  it('are none where the field keeps to one side', () => {
    expect(levelLines(new Float32Array(16).fill(1), 4, 4, [0, 2])).toEqual([[], []])
  })
})

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

  it('tells a slide from its first to its last value', () => {
    expect(summed([change(1, 1, 2), change(2, 2, 3), change(2, 0, 9, 'k')])).toEqual([
      change(2, 1, 3),
      change(2, 0, 9, 'k'),
    ])
  })

  it('has ticks short of its end', () => expect(ticksOf(1000)).toEqual([0, 200, 400, 600, 800]))
})

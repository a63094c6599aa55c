import { describe, expect, it } from 'vitest'
import { THEME } from '../views/recording.test-help'
import { differenceRamp, opinionRamp, paintField, parseHex, stopsOf } from './colour'

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

it('is neutral where D is as it should be', () => {
  const pixels = new Uint8ClampedArray(12)
  paintField([-1, 0, 1], 3, differenceRamp(THEME), pixels)
  const pixel = (i: number) => [...pixels.subarray(4 * i, 4 * i + 3)]
  expect([pixel(0), pixel(1), pixel(2)]).toEqual([THEME.tooLow, THEME.neutral, THEME.tooHigh].map(parseHex))
  const stops = stopsOf(differenceRamp(THEME), 3)
  expect(stops[1]).toBe(`rgb(${parseHex(THEME.neutral).join(' ')})`)
})

/** Colours of fields from −1 to 1: D's opinion, from fake over undecided to real, and its distance from D*. */

import type { Theme } from './theme'

type Rgb = [number, number, number]

/** Reads #rgb and #rrggbb: a minifier of style sheets writes either. */
export function parseHex(hex: string): Rgb {
  const digits = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1)
  return [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16)) as Rgb
}

const SHADES = 255
/** Below 1, so that small values show: near the optimum, D is close to ½ everywhere. */
const GAMMA = 0.6

/** 255 shades for values from −1 over 0 to 1, three bytes a shade. The same colours return the same array. */
export function rampOf(lowest: string, neutral: string, highest: string): Uint8ClampedArray {
  const name = `${lowest} ${neutral} ${highest}`
  let ramp = ramps.get(name)
  if (!ramp) ramps.set(name, (ramp = makeRamp(...([lowest, neutral, highest].map(parseHex) as [Rgb, Rgb, Rgb]))))
  return ramp
}

const ramps = new Map<string, Uint8ClampedArray>()

function makeRamp(low: Rgb, middle: Rgb, high: Rgb): Uint8ClampedArray {
  const ramp = new Uint8ClampedArray(SHADES * 3)
  for (let shade = 0; shade < SHADES; shade++) {
    const value = (2 * shade) / (SHADES - 1) - 1
    const end = value < 0 ? low : high
    for (let channel = 0; channel < 3; channel++) {
      const from = middle[channel] ?? 0
      ramp[3 * shade + channel] = from + ((end[channel] ?? 0) - from) * Math.abs(value) ** GAMMA
    }
  }
  return ramp
}

/** The ramp for D's opinion, from fake over neutral to real. */
export function opinionRamp({ looksFake, neutral, looksReal }: Theme): Uint8ClampedArray {
  return rampOf(looksFake, neutral, looksReal)
}

/** The ramp for thin frames, in the full colours of fake and real: paler ones are hard to see on a dark page. */
export function frameRamp({ fake, neutral, real }: Theme): Uint8ClampedArray {
  return rampOf(fake, neutral, real)
}

/** The ramp for D − D*, from too low over right to too high, in colours without any other meaning. */
export function differenceRamp({ tooLow, neutral, tooHigh }: Theme): Uint8ClampedArray {
  return rampOf(tooLow, neutral, tooHigh)
}

/** A few colours along a ramp, for a key. */
export function stopsOf(ramp: Uint8ClampedArray, count = 9): string[] {
  return Array.from({ length: count }, (_, i) => shadeOf(ramp, (2 * i) / (count - 1) - 1))
}

/** The colour of one value from −1 to 1. */
export function shadeOf(ramp: Uint8ClampedArray, value: number): string {
  const shade = 3 * Math.round(((Math.min(1, Math.max(-1, value)) + 1) / 2) * (SHADES - 1))
  return `rgb(${[...ramp.subarray(shade, shade + 3)].join(' ')})`
}

/** RGBA pixels of a field of values from −1 to 1; row 0 of the field is its lowest y, the picture's last row. */
export function paintField(
  field: ArrayLike<number>,
  width: number,
  ramp: Uint8ClampedArray,
  pixels: Uint8ClampedArray,
): void {
  const height = field.length / width
  for (let i = 0; i < field.length; i++) {
    const value = field[i]!
    // NaN stays transparent.
    if (Number.isNaN(value)) continue
    const shade = 3 * Math.round(((Math.min(1, Math.max(-1, value)) + 1) / 2) * (SHADES - 1))
    const column = i % width
    const at = 4 * ((height - 1 - (i - column) / width) * width + column)
    pixels[at] = ramp[shade]!
    pixels[at + 1] = ramp[shade + 1]!
    pixels[at + 2] = ramp[shade + 2]!
    pixels[at + 3] = 255
  }
}

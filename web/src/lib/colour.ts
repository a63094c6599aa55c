/** Colours of D's opinion: −1 looks fake, 0 cannot tell, 1 looks real. */

import type { Theme } from './theme'

type Rgb = [number, number, number]

/** #rgb or #rrggbb; a style sheet's minifier turns the one into the other. */
export function parseHex(hex: string): Rgb {
  const digits = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1)
  return [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16)) as Rgb
}

const SHADES = 255
/** Below 1: near the optimum D is nearly indifferent everywhere, and what little it thinks should still be seen. */
const GAMMA = 0.6

/** RGB of each opinion from −1 to 1 in 255 shades, three bytes a shade. */
export function opinionRamp({ looksFake, neutral, looksReal }: Theme): Uint8ClampedArray {
  const [low, middle, high] = [looksFake, neutral, looksReal].map(parseHex) as [Rgb, Rgb, Rgb]
  const ramp = new Uint8ClampedArray(SHADES * 3)
  for (let shade = 0; shade < SHADES; shade++) {
    const opinion = (2 * shade) / (SHADES - 1) - 1
    const end = opinion < 0 ? low : high
    for (let channel = 0; channel < 3; channel++) {
      const from = middle[channel] ?? 0
      ramp[3 * shade + channel] = from + ((end[channel] ?? 0) - from) * Math.abs(opinion) ** GAMMA
    }
  }
  return ramp
}

/** RGBA pixels of a field of opinions; row 0 of the field is its lowest y, the picture's last row. */
export function paintField(
  field: ArrayLike<number>,
  width: number,
  ramp: Uint8ClampedArray,
  pixels: Uint8ClampedArray,
): void {
  const height = field.length / width
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const opinion = field[row * width + column] ?? 0
      // NaN is neither: it is left transparent.
      if (Number.isNaN(opinion)) continue
      const shade = Math.round(((Math.min(1, Math.max(-1, opinion)) + 1) / 2) * (SHADES - 1))
      const at = 4 * ((height - 1 - row) * width + column)
      pixels.set(ramp.subarray(3 * shade, 3 * shade + 3), at)
      pixels[at + 3] = 255
    }
  }
}

/** How colours look to those who see two primaries instead of three, how far apart two look, and contrast. */

import { parseHex } from '../canvas/colour'

type Triple = [number, number, number]

/** Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB. */
export const VISIONS: Record<string, Triple[]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** sRGB to XYZ, D65; and the white that Lab is measured from. */
const XYZ: Triple[] = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
]
const WHITE: Triple = [0.95047, 1, 1.08883]

const times = (matrix: Triple[], [a, b, c]: Triple): Triple =>
  matrix.map(([x, y, z]) => x * a + y * b + z * c) as Triple

function linear(hex: string): Triple {
  return parseHex(hex).map((byte) => {
    const value = byte / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as Triple
}

/** CIE 1976 L*a*b* of a colour as it is seen; what a screen cannot show is cut off, as a screen does. */
export function lab(hex: string, vision: Triple[]): Triple {
  const seen = times(vision, linear(hex)).map((value) => Math.min(1, Math.max(0, value))) as Triple
  const [x, y, z] = times(XYZ, seen).map((value, i) => {
    const share = value / WHITE[i]!
    return share > (6 / 29) ** 3 ? Math.cbrt(share) : share / (3 * (6 / 29) ** 2) + 4 / 29
  }) as Triple
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** ΔE of 1976. */
export function difference(one: string, other: string, vision: Triple[]): number {
  const [a, b] = [lab(one, vision), lab(other, vision)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

/** WCAG 2: 4.5 for text, 3 for what else must be seen. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [one, other].map((hex) => times(XYZ, linear(hex))[1]).sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

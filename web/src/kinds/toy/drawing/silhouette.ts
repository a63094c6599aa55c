/**
 * The dark or the opaque part of an image, as points. The threshold between dark and light is Otsu's (1979): the one
 * for which the two kinds of pixels differ most, measured by the variance between them.
 */

import type { Point } from './strokes'

export interface Pixels {
  width: number
  height: number
  /** RGBA, row 0 at the top. */
  data: ArrayLike<number>
}

const POINTS = 1500
/** Empty border, as a share of the unit square. */
const MARGIN = 0.1
/** An image whose share of transparent pixels is between these has its shape in its opacity. */
const TRANSPARENT = [0.01, 0.99] as const
/** Steps of a sequence that fills the square evenly (Roberts 2018): powers of the plastic number. */
const PLASTIC = 1.32471795724474602596
const [STEP_X, STEP_Y] = [1 / PLASTIC, 1 / PLASTIC ** 2]
const TRIES = 200_000

/** Counts of 256 levels → the highest level that belongs to the dark. */
export function otsu(counts: ArrayLike<number>): number {
  let [total, sum] = [0, 0]
  for (let level = 0; level < counts.length; level++) {
    total += counts[level]!
    sum += level * counts[level]!
  }
  let [below, sumBelow, best, found] = [0, 0, -1, 0]
  for (let level = 0; level < counts.length; level++) {
    below += counts[level]!
    sumBelow += level * counts[level]!
    const above = total - below
    if (below === 0) continue
    if (above === 0) break
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2
    if (between > best) [best, found] = [between, level]
  }
  return found
}

/** For each pixel whether it belongs to the figure. */
export function figureOf({ data }: Pixels, inverted: boolean): Uint8Array {
  const n = data.length / 4
  const opacity = Uint8Array.from({ length: n }, (_, i) => data[4 * i + 3]!)
  const clear = opacity.reduce((count, alpha) => count + Number(alpha < 128), 0) / n
  if (clear > TRANSPARENT[0] && clear < TRANSPARENT[1]) return opacity.map((alpha) => Number(alpha >= 128 !== inverted))
  const light = Uint8Array.from({ length: n }, (_, i) =>
    Math.round(0.2126 * data[4 * i]! + 0.7152 * data[4 * i + 1]! + 0.0722 * data[4 * i + 2]!),
  )
  const counts = new Array<number>(256).fill(0)
  for (const level of light) counts[level]! += 1
  const threshold = otsu(counts)
  return light.map((level) => Number(level <= threshold !== inverted))
}

/** Points evenly on the figure, in the unit square, y up, as large as fits and centred; none where it is empty. */
export function silhouette(pixels: Pixels, inverted = false, points = POINTS): Point[] {
  const { width, height } = pixels
  const figure = figureOf(pixels, inverted)
  const [left, right, top, bottom] = extent(figure, width)
  if (right < left) return []
  const scale = (1 - 2 * MARGIN) / Math.max(right + 1 - left, bottom + 1 - top)
  const [x0, y0] = [(right + 1 + left) / 2, (bottom + 1 + top) / 2]
  const found: Point[] = []
  for (let i = 1; i < TRIES && found.length < points; i++) {
    const column = left + ((i * STEP_X) % 1) * (right + 1 - left)
    const row = top + ((i * STEP_Y) % 1) * (bottom + 1 - top)
    if (row < height && figure[Math.floor(row) * width + Math.floor(column)])
      found.push([0.5 + (column - x0) * scale, 0.5 - (row - y0) * scale])
  }
  return found
}

function extent(figure: Uint8Array, width: number): [number, number, number, number] {
  let [left, right, top, bottom] = [Infinity, -1, Infinity, -1]
  figure.forEach((part, i) => {
    if (!part) return
    const [column, row] = [i % width, Math.floor(i / width)]
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
  })
  return [left, right, top, bottom]
}

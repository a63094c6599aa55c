/** A few hundred real samples in a stamp, for the pickers: dots in the plane, a histogram on the line. */

import type { Theme } from '../../../canvas/theme'
import type { Size } from '../../../canvas/canvas'

const INSET = 3
const BINS = 28

/** `points` are (n, dims) in data units; `box` is low, high for each dimension. */
export function drawThumbnail(
  context: CanvasRenderingContext2D,
  points: number[][],
  box: number[],
  theme: Theme,
  size: Size,
): void {
  context.clearRect(0, 0, size.width, size.height)
  context.fillStyle = theme.real
  if (box.length === 2) histogram(context, points, box, size)
  else scatter(context, points, box, size)
}

function scatter(context: CanvasRenderingContext2D, points: number[][], box: number[], size: Size): void {
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = box
  const [width, height] = [size.width - 2 * INSET, size.height - 2 * INSET]
  const side = Math.max(1, size.width / 40)
  context.globalAlpha = 0.7
  for (const [x = 0, y = 0] of points) {
    const px = INSET + ((x - x0) / (x1 - x0)) * width
    const py = INSET + (1 - (y - y0) / (y1 - y0)) * height
    context.fillRect(px - side / 2, py - side / 2, side, side)
  }
  context.globalAlpha = 1
}

function histogram(
  context: CanvasRenderingContext2D,
  points: number[][],
  [low = 0, high = 1]: number[],
  size: Size,
): void {
  const counts = new Array<number>(BINS).fill(0)
  for (const [x = 0] of points) {
    const bin = Math.floor(((x - low) / (high - low)) * BINS)
    if (bin >= 0 && bin < BINS) counts[bin]! += 1
  }
  const tallest = Math.max(1, ...counts)
  const width = (size.width - 2 * INSET) / BINS
  counts.forEach((count, bin) => {
    const height = (count / tallest) * (size.height - 2 * INSET)
    context.fillRect(INSET + bin * width, size.height - INSET - height, width * 0.8, height)
  })
}

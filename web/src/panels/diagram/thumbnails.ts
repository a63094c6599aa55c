/** Stamps of what the stage shows, one for each part of the diagram, in its colours and its coordinates. */

import { opinionRamp, paintField } from '../../lib/colour'
import type { Tensor } from '../../lib/safetensors'
import type { Theme } from '../../lib/theme'
import type { Size } from '../../views/view'
import type { Part } from './model'

type Context = CanvasRenderingContext2D
type Arrays = Record<string, Tensor | undefined>

export interface Stamp {
  box: number[]
  arrays: Arrays
  /** Whether D's output is no probability: its predictions have a scale of their own. */
  critic: boolean
  theme: Theme
  size: Size
}

type Place = (x: number, y: number) => [number, number]

/** Sides that differ by more than this are of different kinds, and each fills the stamp, as on the stage. */
const UNEQUAL = 3
const SAMPLES = 250
const ARROWS = 30
const BINS = 24

export function drawStamp(context: Context, part: Part, stamp: Stamp): void {
  context.clearRect(0, 0, stamp.size.width, stamp.size.height)
  DRAWINGS[part]?.(context, stamp)
  context.globalAlpha = 1
}

const DRAWINGS: Partial<Record<Part, (context: Context, stamp: Stamp) => void>> = {
  noise: drawNoise,
  g: drawGrid,
  fake: (context, stamp) => drawSamples(context, stamp, stamp.arrays['fake'], stamp.theme.fake),
  real: (context, stamp) => drawSamples(context, stamp, stamp.arrays['real'], stamp.theme.real),
  gradient: drawGradient,
  d: drawOpinion,
  predictions: drawPredictions,
}

/** Data units to pixels; on the line x alone counts, and y is a share of the height from below. */
function placing([x0 = 0, x1 = 1, y0 = 0, y1 = 1]: number[], dims: number, { width, height }: Size): Place {
  if (dims === 1) return (x, y) => [((x - x0) / (x1 - x0)) * width, (1 - y) * height]
  const [dx, dy] = [x1 - x0, y1 - y0]
  const unit = Math.min(width / dx, height / dy)
  const [w, h] = Math.max(dx / dy, dy / dx) <= UNEQUAL ? [unit * dx, unit * dy] : [width, height]
  return (x, y) => [(width - w) / 2 + ((x - x0) / dx) * w, (height - h) / 2 + ((y1 - y) / dy) * h]
}

const dimsOf = (box: number[]): number => box.length / 2

function drawSamples(context: Context, stamp: Stamp, points: Tensor | undefined, colour: string): void {
  if (!points) return
  context.fillStyle = colour
  if (dimsOf(stamp.box) === 1) return histogram(context, points.data, stamp.box, stamp.size, 1)
  const place = placing(stamp.box, 2, stamp.size)
  scatter(context, points.data, place, stamp.size)
}

function scatter(context: Context, data: ArrayLike<number>, place: Place, { width }: Size): void {
  const side = Math.max(1.5, width / 45)
  context.globalAlpha = 0.75
  for (let i = 0; i < Math.min(data.length, 2 * SAMPLES); i += 2) {
    const [x, y] = place(data[i]!, data[i + 1]!)
    context.fillRect(x - side / 2, y - side / 2, side, side)
  }
}

/** Bars from the lower edge, `share` of the height high at most. */
function histogram(
  context: Context,
  data: ArrayLike<number>,
  [low = 0, high = 1]: number[],
  { width, height }: Size,
  share: number,
): void {
  const counts = countsOf(data, low, high)
  const most = Math.max(1, ...counts)
  counts.forEach((count, bin) => {
    const tall = (count / most) * height * 0.9 * share
    context.fillRect((bin / BINS) * width, height - tall, (width / BINS) * 0.85, tall)
  })
}

/** How many fall into each bin; what lies outside counts at the ends. */
export function countsOf(data: ArrayLike<number>, low: number, high: number): number[] {
  const counts = new Array<number>(BINS).fill(0)
  for (let i = 0; i < data.length; i++) {
    const bin = Math.floor(((data[i]! - low) / (high - low)) * BINS)
    if (Number.isFinite(bin)) counts[Math.min(BINS - 1, Math.max(0, bin))]! += 1
  }
  return counts
}

/** The unit square of u, where noise is even; a strip where z has one dimension. */
function drawNoise(context: Context, { arrays, theme, size }: Stamp): void {
  const noise = arrays['noise']
  if (!noise) return
  const inset = size.width * 0.08
  const [w, h] = [size.width - 2 * inset, size.height - 2 * inset]
  context.fillStyle = theme.muted
  if (noise.shape[1] === 1) {
    context.globalAlpha = 0.5
    for (const u of noise.data.subarray(0, SAMPLES))
      context.fillRect(inset + u * w, size.height * 0.35, 1, size.height * 0.3)
    return
  }
  scatter(context, noise.data, (u, v) => [inset + u * w, inset + (1 - v) * h], size)
}

/** G's grid over the noise, laid where G puts it. */
function drawGrid(context: Context, { arrays, box, theme, size }: Stamp): void {
  const grid = arrays['manifold']
  if (!grid) return
  const dims = grid.shape.at(-1)!
  const [rows, columns] = grid.shape.length === 3 ? [grid.shape[0]!, grid.shape[1]!] : [1, grid.shape[0]!]
  const place = placing(box, dims, size)
  const node = (row: number, column: number): [number, number] => {
    const at = (row * columns + column) * dims
    return place(
      grid.data[at]!,
      dims === 1 ? (rows === 1 ? column / (columns - 1) : row / (rows - 1)) : grid.data[at + 1]!,
    )
  }
  context.strokeStyle = theme.fake
  context.lineWidth = rows === 1 ? theme.line * 1.5 : theme.line * 0.6
  context.globalAlpha = rows === 1 ? 1 : 0.7
  context.beginPath()
  for (let row = 0; row < rows; row += 2)
    for (let column = 0; column < columns; column++) trace(context, node(row, column), column === 0)
  for (let column = 0; rows > 1 && column < columns; column += 2)
    for (let row = 0; row < rows; row++) trace(context, node(row, column), row === 0)
  context.stroke()
}

function trace(context: Context, [x, y]: [number, number], first: boolean): void {
  if (first) context.moveTo(x, y)
  else context.lineTo(x, y)
}

/** Arrows at fakes: the longest that are usual fill a fifth of the stamp. */
function drawGradient(context: Context, { arrays, box, theme, size }: Stamp): void {
  const [fake, gradient] = [arrays['fake'], arrays['gradient']]
  if (!fake || !gradient) return
  const dims = dimsOf(box)
  const place = placing(box, dims, size)
  const count = Math.min(ARROWS, gradient.shape[0]!, fake.shape[0]!)
  const tips = Array.from({ length: count }, (_, i) => tipOf(i, fake.data, gradient.data, dims, place))
  const usual = [...tips.map(([, , dx, dy]) => Math.hypot(dx, dy))].sort((a, b) => a - b)[
    Math.floor(count * 0.9)
  ]
  if (!usual || !Number.isFinite(usual)) return
  const scale = (size.width * 0.2) / usual
  context.strokeStyle = theme.ink
  context.lineWidth = theme.line * 0.8
  context.globalAlpha = 0.7
  context.beginPath()
  for (const [x, y, dx, dy] of tips) arrow(context, x, y, dx * scale, dy * scale, size.width * 0.3)
  context.stroke()
}

/** Where fake i stands and which way it is to go, in pixels before scaling. */
function tipOf(
  i: number,
  fake: ArrayLike<number>,
  gradient: ArrayLike<number>,
  dims: number,
  place: Place,
): [number, number, number, number] {
  const at = dims * i
  const [x, y] = [fake[at]!, dims === 1 ? 0.2 + (0.6 * (i % 7)) / 6 : fake[at + 1]!]
  const [px, py] = place(x, y)
  const [tx, ty] = place(x + gradient[at]!, dims === 1 ? y : y + gradient[at + 1]!)
  return [px, py, tx - px, ty - py]
}

function arrow(context: Context, x: number, y: number, dx: number, dy: number, longest: number): void {
  const length = Math.hypot(dx, dy)
  if (!(length > 1)) return
  const shorten = Math.min(1, longest / length)
  const [tx, ty] = [x + dx * shorten, y + dy * shorten]
  const [ux, uy] = [dx / length, dy / length]
  context.moveTo(x, y)
  context.lineTo(tx, ty)
  const head = Math.min(3, length * shorten * 0.4)
  context.moveTo(tx - head * (ux + uy * 0.7), ty - head * (uy - ux * 0.7))
  context.lineTo(tx, ty)
  context.lineTo(tx - head * (ux - uy * 0.7), ty - head * (uy + ux * 0.7))
}

let raster: OffscreenCanvas | undefined

function drawOpinion(context: Context, { arrays, box, theme, size }: Stamp): void {
  const field = arrays['field']
  if (!field) return
  const [rows, columns] = field.shape.length === 1 ? [1, field.shape[0]!] : [field.shape[0]!, field.shape[1]!]
  raster = raster?.width === columns && raster.height === rows ? raster : new OffscreenCanvas(columns, rows)
  const small = raster.getContext('2d')!
  const image = small.createImageData(columns, rows)
  paintField(field.data, columns, opinionRamp(theme), image.data)
  small.putImageData(image, 0, 0)
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = box
  const place = placing(box, dimsOf(box), size)
  const [[left, bottom], [right, top]] =
    rows === 1 ? [place(x0, 0), place(x1, 1)] : [place(x0, y0), place(x1, y1)]
  context.drawImage(raster, left, top, right - left, bottom - top)
}

/** What D says of real samples above the line and of fakes below it. */
function drawPredictions(context: Context, { arrays, critic, theme, size }: Stamp): void {
  const [real, fake] = [arrays['d_real'], arrays['d_fake']]
  if (!real || !fake) return
  const [low, high] = critic ? rangeOf([real.data, fake.data]) : [0, 1]
  const half = { width: size.width, height: size.height / 2 - 1 }
  context.fillStyle = theme.real
  histogram(context, real.data, [low, high], half, 1)
  context.save()
  context.translate(0, size.height)
  context.scale(1, -1)
  context.fillStyle = theme.fake
  histogram(context, fake.data, [low, high], half, 1)
  context.restore()
  context.fillStyle = theme.muted
  context.globalAlpha = 0.6
  if (!critic) context.fillRect(size.width / 2, 0, 1, size.height)
  context.fillRect(0, size.height / 2 - 0.5, size.width, 1)
}

function rangeOf(lists: Float32Array[]): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const list of lists)
    for (const value of list)
      if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)]
  return low < high ? [low, high] : [low - 1, low + 1]
}

/** A line of the last rounds, without axes. */
export function drawSparkline(
  context: Context,
  values: ArrayLike<number>,
  colour: string,
  theme: Theme,
  size: Size,
): void {
  context.clearRect(0, 0, size.width, size.height)
  const [low, high] = rangeOf([Float32Array.from(values)])
  context.strokeStyle = colour
  context.lineWidth = theme.line * 1.3
  context.lineJoin = 'round'
  context.beginPath()
  for (let i = 0; i < values.length; i++) {
    const x = values.length > 1 ? (i / (values.length - 1)) * size.width : 0
    trace(context, [x, 1 + (1 - (values[i]! - low) / (high - low)) * (size.height - 2)], i === 0)
  }
  context.stroke()
}

/** Stamps of what the stage shows, one for each part of the diagram, in its colours and its coordinates. */

import { shares } from '../../../charts/bins'
import { opinionRamp } from '../../../canvas/colour'
import type { Tensor } from '../../../wire/safetensors'
import type { Theme } from '../../../canvas/theme'
import { arrowsOf, drawArrows } from '../../../views/arrows'
import { fit, placesOf, type Frame } from '../../../views/plane/frame'
import { fieldPainter } from '../../../views/plane/opinion'
import { bars, drawPredictions } from '../../../views/predictions'
import type { Size } from '../../../canvas/canvas'
import { pool } from './pool'

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

const SAMPLES = 250
/** Length of a usual arrow as a share of the stamp's width, and the size of a cell in pixels. */
const ARROW = 0.36
const CELL = 15
/** A cell with fewer fakes has no arrow. */
const LEAST = 3

const drawField = fieldPainter()

export function drawStamp(context: Context, part: string, stamp: Stamp): void {
  context.clearRect(0, 0, stamp.size.width, stamp.size.height)
  DRAWINGS[part]?.(context, stamp)
  context.globalAlpha = 1
}

const DRAWINGS: Record<string, (context: Context, stamp: Stamp) => void> = {
  noise: drawNoise,
  g: drawGrid,
  fake: (context, stamp) => drawSamples(context, stamp, stamp.arrays['fake'], stamp.theme.fake),
  real: (context, stamp) => drawSamples(context, stamp, stamp.arrays['real'], stamp.theme.real),
  gradient: drawGradient,
  d: drawOpinion,
  predictions: drawPredictions,
}

/** Maps data to a stamp. For data on the line, y is a share of the height, from below. */
function frameOf({ box, size }: Stamp): Frame {
  const [x0 = 0, x1 = 1] = box
  if (dimsOf(box) === 2) return fit(box, size)
  const whole = { left: 0, top: 0, ...size }
  const x = (value: number): number => ((value - x0) / (x1 - x0)) * size.width
  const at = (px: number, py: number): [number, number] => [x0 + (px / size.width) * (x1 - x0), 1 - py / size.height]
  return { ...whole, x, y: (share) => (1 - share) * size.height, at }
}

const dimsOf = (box: number[]): number => box.length / 2

function drawSamples(context: Context, stamp: Stamp, points: Tensor | undefined, colour: string): void {
  if (!points) return
  const [low = 0, high = 1] = stamp.box
  context.fillStyle = colour
  if (dimsOf(stamp.box) === 1) bars(context, shares(points.data, low, high), stamp.size)
  else scatter(context, placesOf(points.data.subarray(0, 2 * SAMPLES), frameOf(stamp)), stamp.size)
}

/** Squares at places `(n, 2)` in pixels. */
function scatter(context: Context, places: Float32Array, { width }: Size): void {
  const side = Math.max(1.5, width / 45)
  context.globalAlpha = 0.75
  for (let i = 0; i < places.length; i += 2)
    context.fillRect(places[i]! - side / 2, places[i + 1]! - side / 2, side, side)
}

/** The unit square of u, where noise is even; a strip where z has one dimension. */
function drawNoise(context: Context, { arrays, theme, size }: Stamp): void {
  const noise = arrays['noise']
  if (!noise) return
  const inset = size.width * 0.08
  context.fillStyle = theme.muted
  if (noise.shape[1] === 1) {
    context.globalAlpha = 0.5
    for (const u of noise.data.subarray(0, SAMPLES))
      context.fillRect(inset + u * (size.width - 2 * inset), size.height * 0.35, 1, size.height * 0.3)
    return
  }
  const square = fit([0, 1, 0, 1], { width: size.width - 2 * inset, height: size.height - 2 * inset })
  context.translate(inset, inset)
  scatter(context, placesOf(noise.data.subarray(0, 2 * SAMPLES), square), size)
  context.translate(-inset, -inset)
}

/** Every second line of G's grid. */
function drawGrid(context: Context, stamp: Stamp): void {
  const { arrays, theme } = stamp
  const grid = arrays['manifold']
  if (!grid) return
  const dims = grid.shape.at(-1)!
  const [rows, columns] = grid.shape.length === 3 ? [grid.shape[0]!, grid.shape[1]!] : [1, grid.shape[0]!]
  const frame = frameOf(stamp)
  const move = (row: number, column: number, first: boolean): void => {
    const at = (row * columns + column) * dims
    const share = rows === 1 ? column / (columns - 1) : row / (rows - 1)
    const [x, y] = [frame.x(grid.data[at]!), frame.y(dims === 1 ? share : grid.data[at + 1]!)]
    if (first) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  context.strokeStyle = theme.fake
  context.lineWidth = rows === 1 ? theme.line * 1.5 : theme.line * 0.6
  context.globalAlpha = rows === 1 ? 1 : 0.7
  context.beginPath()
  for (let row = 0; row < rows; row += 2)
    for (let column = 0; column < columns; column++) move(row, column, column === 0)
  for (let column = 0; rows > 1 && column < columns; column += 2)
    for (let row = 0; row < rows; row++) move(row, column, row === 0)
  context.stroke()
}

/** Arrows at the fakes, one for each cell: more would be illegible. */
function drawGradient(context: Context, stamp: Stamp): void {
  const { arrays, box, theme, size } = stamp
  const [fake, gradient] = [arrays['fake'], arrays['gradient']]
  if (!fake || !gradient) return
  const dims = dimsOf(box)
  const [points, vectors] =
    dims === 1 ? [inRows(fake.data, () => 0.5), inRows(gradient.data, () => 0)] : [fake.data, gradient.data]
  const frame = frameOf(stamp)
  const columns = Math.max(3, Math.round(size.width / CELL))
  const few = pool(placesOf(points, frame), vectors, size, dims === 1 ? [2 * columns, 1] : [columns, columns], LEAST)
  // On the line, neighbouring arrows would overlap: they stand at three heights.
  if (dims === 1)
    few.places.forEach((_, i) => i % 2 && (few.places[i] = size.height * (0.25 + 0.25 * (((i - 1) / 2) % 3))))
  const fine = { ...theme, line: theme.line * 0.75 }
  // On the line, y is no coordinate: the scale of x decides how long arrows are.
  const scale = dims === 1 ? { ...frame, y: frame.x } : frame
  drawArrows(context, arrowsOf(few.places, few.vectors, scale, ARROW * size.width), fine)
}

/** Values `(n, 1)` with a second coordinate. */
function inRows(values: ArrayLike<number>, second: (i: number) => number): Float32Array {
  return Float32Array.from({ length: 2 * values.length }, (_, i) => (i % 2 ? second((i - 1) / 2) : values[i / 2]!))
}

function drawOpinion(context: Context, stamp: Stamp): void {
  const field = stamp.arrays['field']
  if (!field) return
  const shape = field.shape.length === 1 ? [1, field.shape[0]!] : field.shape
  drawField(context, { ...field, shape }, frameOf(stamp), opinionRamp(stamp.theme))
}

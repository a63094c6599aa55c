/**
 * G as a picture of its noise: a grid over the square of z, laid where G puts it. Every cell holds the same share of
 * the fakes, so its shade says how dense they are there. On the way from the square to the data, one sees what G does.
 */

import type { Tensor } from '../../wire/safetensors'
import type { Theme } from '../../canvas/theme'
import type { Frame } from './frame'
import type { PlaneLayer } from './layer'
import { label } from '../marks'

type Context = CanvasRenderingContext2D

/** The grid covers the noise from this quantile to its opposite. */
const FIRST_QUANTILE = 0.02
/** Side of the square of noise, of the stage's shorter side. */
const SQUARE = 0.72
const DARKEST = 0.7
/** Opacity of the background below the cells. */
const GROUND = 0.6
/** A cell is half as dark as possible at this density, relative to fakes spread evenly over the stage. */
const HALFWAY = 5

export const manifold: PlaneLayer = {
  id: 'manifold',
  label: 'Grid of z',
  title: 'G as a grid over its noise, darker where more fakes lie: every cell holds as many',
  mark: 'grid',
  needs: ['manifold'],
  depth: 1,
  isDrawn: ({ shown, carried = 1 }) => shown.has('manifold') || carried < 1,
  draw(context, { arrays, carried }, frame, theme) {
    if (arrays['manifold']) drawManifold(context, arrays['manifold'], frame, theme, carried)
  },
}

/** Place in pixels of noise u in the unit square. */
export function noisePlace(frame: Frame, u: number, v: number): [number, number] {
  const side = SQUARE * Math.min(frame.width, frame.height)
  return [frame.left + frame.width / 2 + (u - 0.5) * side, frame.top + frame.height / 2 - (v - 0.5) * side]
}

/** Slow at both ends. */
export function ease(t: number): number {
  return t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2
}

/** Places in pixels `(n, 2)` on the way from the noise `(n, 1 or 2)` in u to the points `(n, 2)` in data units. */
export function carriedPlaces(
  noise: ArrayLike<number>,
  points: ArrayLike<number>,
  frame: Frame,
  carried: number,
): Float32Array {
  const n = points.length / 2
  const dims = noise.length / n
  const share = ease(carried)
  const places = new Float32Array(2 * n)
  for (let i = 0; i < n; i++) {
    const [x, y] = noisePlace(frame, noise[dims * i]!, dims > 1 ? noise[dims * i + 1]! : 0.5)
    places[2 * i] = x + share * (frame.x(points[2 * i]!) - x)
    places[2 * i + 1] = y + share * (frame.y(points[2 * i + 1]!) - y)
  }
  return places
}

/** The noise `(nodes, 1 or 2)` in u of each node of a manifold, in its own order: the first coordinate runs fastest. */
export function nodeNoise(shape: number[]): Float32Array {
  const along = (i: number, n: number): number => FIRST_QUANTILE + ((1 - 2 * FIRST_QUANTILE) * i) / (n - 1)
  if (shape.length === 2) return Float32Array.from({ length: shape[0]! }, (_, i) => along(i, shape[0]!))
  const [rows, columns] = shape as [number, number]
  const noise = new Float32Array(2 * rows * columns)
  for (let i = 0; i < rows * columns; i++) {
    noise[2 * i] = along(i % columns, columns)
    noise[2 * i + 1] = along(Math.floor(i / columns), rows)
  }
  return noise
}

/** Opacity of a cell that holds `mass` of all fakes on `area` of the stage (both as shares): darker where denser. */
export function shade(mass: number, area: number): number {
  // Not mass / area: a cell that is folded flat has no area.
  return (DARKEST * mass) / (mass + HALFWAY * area)
}

/** Area in square pixels of the cell between these nodes, also of one that is folded over itself. */
export function cellArea(places: Float32Array, cell: number[]): number {
  const [a, b, c, d] = cell as [number, number, number, number]
  return triangle(places, a, b, c) + triangle(places, a, c, d)
}

function triangle(p: Float32Array, a: number, b: number, c: number): number {
  const [x, y] = [p[2 * a]!, p[2 * a + 1]!]
  return Math.abs((p[2 * b]! - x) * (p[2 * c + 1]! - y) - (p[2 * b + 1]! - y) * (p[2 * c]! - x)) / 2
}

export function drawManifold(context: Context, { data, shape }: Tensor, frame: Frame, theme: Theme, carried = 1): void {
  const places = carriedPlaces(nodeNoise(shape), data, frame, carried)
  const [rows, columns] = shape.length === 2 ? [1, shape[0]!] : (shape as [number, number])
  context.strokeStyle = theme.fake
  if (rows > 1) drawCells(context, places, rows, columns, frame, theme)
  drawThreads(context, places, rows, columns, theme)
  if (carried < 1) nameSquare(context, frame, theme, rows > 1, 1 - ease(carried))
}

function drawCells(
  context: Context,
  places: Float32Array,
  rows: number,
  columns: number,
  frame: Frame,
  theme: Theme,
): void {
  const stage = frame.width * frame.height
  const mass = (1 - 2 * FIRST_QUANTILE) ** 2 / ((rows - 1) * (columns - 1))
  const cells: number[][] = []
  for (let row = 0; row + 1 < rows; row++)
    for (let a = row * columns; a + 1 < (row + 1) * columns; a++) cells.push([a, a + 1, a + columns + 1, a + columns])
  // A background of its own, so that the shade means the same on every field. Where the sheet is folded, shades add up.
  // Cell by cell: one path of them all takes longer to fill.
  context.fillStyle = theme.surface
  context.globalAlpha = GROUND
  for (const cell of cells) fillCell(context, places, cell)
  context.fillStyle = theme.fake
  for (const cell of cells) {
    context.globalAlpha = shade(mass, cellArea(places, cell) / stage)
    fillCell(context, places, cell)
  }
  context.globalAlpha = 1
}

function fillCell(context: Context, places: Float32Array, cell: number[]): void {
  context.beginPath()
  for (const node of cell) context.lineTo(places[2 * node]!, places[2 * node + 1]!)
  context.fill()
}

/** The grid's own lines; a generator with noise of one dimension has but one. */
function drawThreads(context: Context, places: Float32Array, rows: number, columns: number, theme: Theme): void {
  context.globalAlpha = rows > 1 ? 0.55 : 0.9
  context.lineWidth = theme.line * (rows > 1 ? 0.7 : 2)
  context.lineJoin = 'round'
  context.beginPath()
  const thread = (from: number, stride: number, count: number): void => {
    for (let i = 0, node = from; i < count; i++, node += stride) {
      if (i === 0) context.moveTo(places[2 * node]!, places[2 * node + 1]!)
      else context.lineTo(places[2 * node]!, places[2 * node + 1]!)
    }
  }
  for (let row = 0; row < rows; row++) thread(row * columns, 1, columns)
  if (rows > 1) for (let column = 0; column < columns; column++) thread(column, columns, rows)
  context.stroke()
  context.globalAlpha = 1
}

/** Labels the square of noise while it is visible. */
function nameSquare(context: Context, frame: Frame, theme: Theme, both: boolean, alpha: number): void {
  context.globalAlpha = alpha
  context.textBaseline = 'top'
  const [x, y] = noisePlace(frame, 0.5, both ? 0 : 0.5)
  label(context, 'noise z', x, y + 4, theme)
  context.globalAlpha = 1
}

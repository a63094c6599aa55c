/**
 * The sheet of an image GAN: image beside image, each framed in the colour of what D says of it. Rows and columns may
 * have names: a class, or "input" and "output".
 */

import { frameRamp, shadeOf, stopsOf } from '../../canvas/colour'
import type { Theme } from '../../canvas/theme'
import type { Size } from '../../canvas/canvas'
import type { Key } from '../view'

export interface Grid {
  /** The samples side by side, `rows` by `columns` of `side` pixels. */
  image: CanvasImageSource
  rows: number
  columns: number
  side: number
  /** What D says of each: −1 fake … 1 real. */
  opinions: ArrayLike<number>
  /** What each row is, where that means something. */
  labels: string[]
  /** What each column is, where that means something. */
  heads: string[]
}

export interface Layout {
  /** Pixels of the stage from one sample to the next, and of a sample itself. */
  cell: number
  tile: number
  /** Width of a sample's frame. */
  mat: number
  left: number
  top: number
}

const MARGIN = 4
/** As shares of a cell: the gap between two frames, and the narrowest and the widest frame. */
const [GAP, NARROW, WIDE] = [0.04, 0.06, 0.07]
/** Height of the names of columns, in sizes of the text. */
const HEAD = 1.6
/** Whole multiples of the pixels look best; they are used if they fill at least this share of the room. */
const FILLED = 0.8

/** Where samples stand on a stage of this size and density of pixels, with room for names on their left and above. */
export function layoutOf(
  { rows, columns, side }: Omit<Grid, 'image'>,
  size: Size,
  density: number,
  labels = 0,
  heads = 0,
): Layout {
  const whole = (length: number): number => Math.floor(length * density) / density
  const [width, height] = [size.width - 2 * MARGIN - labels, size.height - 2 * MARGIN - heads]
  const cell = whole(Math.min(width / columns, height / rows))
  const most = cell * (1 - GAP - 2 * NARROW)
  const multiple = whole(most / side) * side
  const tile = multiple >= FILLED * most ? multiple : whole(most)
  const mat = Math.min(whole((cell * (1 - GAP) - tile) / 2), whole(cell * WIDE))
  const start = (room: number, used: number): number => MARGIN + whole((room - used) / 2)
  return { cell, tile, mat, left: labels + start(width, columns * cell), top: heads + start(height, rows * cell) }
}

/** Draws the sheet and returns its layout. */
export function drawGrid(
  context: CanvasRenderingContext2D,
  grid: Grid,
  theme: Theme,
  size: Size,
  density: number,
): Layout {
  context.clearRect(0, 0, size.width, size.height)
  context.font = `${theme.text * 1.1}px ${theme.font}`
  const room = grid.labels.length ? Math.max(...grid.labels.map((text) => context.measureText(text).width)) + 8 : 0
  const above = grid.heads.length ? HEAD * theme.text : 0
  const layout = layoutOf(grid, size, density, room, above)
  const { cell, tile, mat, left, top } = layout
  const ramp = frameRamp(theme)
  const inset = Math.round(((cell - tile) / 2) * density) / density
  context.imageSmoothingEnabled = false
  for (let i = 0; i < grid.rows * grid.columns; i++) {
    const [row, column] = [Math.floor(i / grid.columns), i % grid.columns]
    const [x, y] = [left + column * cell + inset, top + row * cell + inset]
    context.fillStyle = shadeOf(ramp, grid.opinions[i] ?? 0)
    context.fillRect(x - mat, y - mat, tile + 2 * mat, tile + 2 * mat)
    const from = [column * grid.side, row * grid.side] as const
    context.drawImage(grid.image, ...from, grid.side, grid.side, x, y, tile, tile)
  }
  context.fillStyle = theme.ink
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  grid.labels.forEach((text, row) => context.fillText(text, left - 6, top + (row + 0.5) * cell))
  context.textAlign = 'center'
  grid.heads.forEach((text, column) => context.fillText(text, left + (column + 0.5) * cell, top - above / 2))
  return layout
}

/** Scores as opinions from −1 to 1. A critic's means of real and of fake are mapped to 1 and −1. */
export function opinionsOf(scores: ArrayLike<number>, means: { real: number; fake: number } | null): Float32Array {
  const { real, fake } = means ?? { real: 1, fake: 0 }
  const [middle, half] = [(real + fake) / 2, Math.max(Math.abs(real - fake) / 2, 1e-6)]
  return Float32Array.from(scores, (score) => Math.min(1, Math.max(-1, (score - middle) / half)))
}

export function gridKey(theme: Theme, critic: boolean): Key {
  return { title: critic ? 'critic' : 'D', low: 'looks fake', high: 'looks real', colours: stopsOf(frameRamp(theme)) }
}

/** Reads the values of a picture at one place, interpolated between the centres of cells. */

import type { Tensor } from '../wire/safetensors'
import type { Reading } from './view'

/** Value of a field `(rows, columns)` at u, v from 0 to 1 of its width and height, row 0 the lowest; bilinear. */
export function bilinear({ data, shape }: Tensor, u: number, v: number): number {
  const [rows, columns] = shape as [number, number]
  const [column, right] = between(u, columns)
  const [row, up] = between(v, rows)
  const at = (r: number, c: number): number => data[Math.min(rows - 1, r) * columns + Math.min(columns - 1, c)]!
  const low = at(row, column) * (1 - right) + at(row, column + 1) * right
  const high = at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right
  return low * (1 - up) + high * up
}

/** Value of a curve `(cells,)` at u from 0 to 1 of its width. */
export function linear({ data }: Tensor, u: number): number {
  const [cell, right] = between(u, data.length)
  return data[cell]! * (1 - right) + data[Math.min(data.length - 1, cell + 1)]! * right
}

/** The cell whose centre lies left of u, and how far u is from there to the next: cell i has its centre at i + ½. */
function between(u: number, cells: number): [cell: number, share: number] {
  const at = Math.min(cells - 1, Math.max(0, u * cells - 0.5))
  return [Math.floor(at), at - Math.floor(at)]
}

/** D's opinion from −1 to 1 as what it stands for: a probability, or a critic's leaning. */
export function opinionReading(opinion: number, critic: boolean): Reading {
  return critic ? chance('critic', opinion) : chance('D', (opinion + 1) / 2)
}

export function chance(name: string, value: number): Reading {
  return { name, value, decimals: 2 }
}

/** A coordinate, as finely as the stage shows it. */
export function coordinate(name: string, value: number, low: number, high: number): Reading {
  return { name, value, decimals: Math.min(6, Math.max(0, 2 - magnitude(high - low))) }
}

/** A density over the box: the wider that is, the smaller its values. */
export function density(name: string, value: number, low: number, high: number): Reading {
  return { name, value, decimals: Math.min(6, Math.max(1, 2 + magnitude(high - low))) }
}

function magnitude(span: number): number {
  return Math.floor(Math.log10(span))
}

/**
 * The whole curve of one run, round by round, without a gap: frames may be skipped, scalars may not.
 * Beyond LIMIT rows it thins itself as the server does, keeping each bucket's minimum and maximum, so that
 * no spike is lost to a mean. It knows no network; what is missing it names, and somebody else fetches it.
 */

import type { Tensor } from '../lib/safetensors'

export const COLUMNS = ['loss_d', 'loss_g', 'd_real', 'd_fake'] as const
export type Column = (typeof COLUMNS)[number]

const LIMIT = 10_000
const BUCKET = 4

export interface Gap {
  from: number
  to: number
}

export class Curve {
  /** Rounds, ascending; one row of every column for each. */
  steps: number[] = []
  columns: Record<Column, number[]> = { loss_d: [], loss_g: [], d_real: [], d_fake: [] }
  /** The last round held without a gap before it. */
  end = 0
  #waiting: { from: number; rows: number[][] }[] = []

  clear(): void {
    this.steps = []
    for (const name of COLUMNS) this.columns[name] = []
    this.end = 0
    this.#waiting = []
  }

  last(name: Column): number | undefined {
    return this.columns[name].at(-1)
  }

  /** Adds rows of consecutive rounds from `from` on; returns the gap that keeps them waiting, if any. */
  add(from: number, { shape, data }: Tensor): Gap | null {
    const width = shape[1] ?? COLUMNS.length
    const rows = Array.from({ length: shape[0] ?? 0 }, (_, i) => [...data.subarray(i * width, (i + 1) * width)])
    if (from > this.end + 1) {
      this.#waiting.push({ from, rows })
      return { from: this.end + 1, to: from - 1 }
    }
    this.#append(from, rows)
    return null
  }

  /** Puts fetched rounds before those that wait for them. `steps` may be thinned. */
  fill(gap: Gap, steps: number[], rows: number[][]): void {
    if (gap.from !== this.end + 1) return
    steps.forEach((step, i) => this.#push(step, rows[i] ?? []))
    this.end = gap.to
    const waiting = this.#waiting
    this.#waiting = []
    for (const { from, rows } of waiting) {
      if (from <= this.end + 1) this.#append(from, rows)
      else this.#waiting.push({ from, rows })
    }
    this.#thin()
  }

  #append(from: number, rows: number[][]): void {
    rows.slice(Math.max(0, this.end + 1 - from)).forEach((row) => this.#push(++this.end, row))
    this.#thin()
  }

  #push(step: number, row: number[]): void {
    this.steps.push(step)
    COLUMNS.forEach((name, i) => this.columns[name].push(row[i] ?? NaN))
  }

  #thin(): void {
    while (this.steps.length > LIMIT) {
      for (const name of COLUMNS) this.columns[name] = extremes(this.columns[name])
      this.steps = ends(this.steps)
    }
  }
}

/** Four values become two, the least and the greatest, in the order in which they came. */
function extremes(values: number[]): number[] {
  const thinned: number[] = []
  for (let i = 0; i < values.length; i += BUCKET) {
    const bucket = values.slice(i, i + BUCKET)
    const low = bucket.indexOf(Math.min(...bucket))
    const high = bucket.indexOf(Math.max(...bucket))
    thinned.push(bucket[Math.min(low, high)] ?? NaN, bucket[Math.max(low, high)] ?? NaN)
  }
  return thinned
}

function ends(steps: number[]): number[] {
  const thinned: number[] = []
  for (let i = 0; i < steps.length; i += BUCKET) {
    const bucket = steps.slice(i, i + BUCKET)
    thinned.push(bucket[0] ?? NaN, bucket.at(-1) ?? NaN)
  }
  return thinned
}

/**
 * The whole curve of one run, step by step, without a gap: frames may be skipped, scalars may not. Beyond LIMIT rows it
 * thins itself as the server does, and keeps each bucket's minimum and maximum, so that no mean hides a spike. It knows
 * no server: it names what is missing, and somebody else fetches it.
 */

import type { Tensor } from '../../wire/safetensors'

const LIMIT = 10_000

export interface Gap {
  from: number
  to: number
}

export class Curve {
  /** Ascending; every column has one row for each. */
  steps: number[] = []
  columns: Record<string, number[]> = {}
  /** The last step without a gap before it. */
  end = 0
  #names: readonly string[] = []
  #waiting: { from: number; rows: number[][] }[] = []

  /** Names the columns, in the order of a row. Other columns begin a new curve. */
  name(names: readonly string[]): void {
    if (names.join() === this.#names.join()) return
    this.#names = names
    this.clear()
  }

  clear(): void {
    this.steps = []
    this.columns = Object.fromEntries(this.#names.map((name) => [name, []]))
    this.end = 0
    this.#waiting = []
  }

  /** Where its axis begins: 0, or the first step that is known of a run that came from a file. */
  get begin(): number {
    const first = this.steps[0] ?? 0
    return first > 1 ? first : 0
  }

  /** Undefined before there is one. What a run from a file began with is not known either. */
  last(name: string): number | undefined {
    const value = this.columns[name]?.at(-1)
    return Number.isNaN(value) ? undefined : value
  }

  /** Adds rows of consecutive steps from `from` on; returns the gap that keeps them waiting, if any. */
  add(from: number, { shape, data }: Tensor): Gap | null {
    const width = shape[1] ?? this.#names.length
    const rows = Array.from({ length: shape[0] ?? 0 }, (_, i) => [...data.subarray(i * width, (i + 1) * width)])
    if (from > this.end + 1) {
      this.#waiting.push({ from, rows })
      return { from: this.end + 1, to: from - 1 }
    }
    this.#append(from, rows)
    return null
  }

  /**
   * Puts fetched rows before those that wait for them. `steps` may be thinned, and may end before the gap does, where the
   * server has not heard of the rest yet. Returns what is still missing.
   */
  fill(gap: Gap, steps: number[], rows: (number | null)[][]): Gap | null {
    if (gap.from !== this.end + 1) return null
    steps.forEach((step, i) => this.#push(step, rows[i] ?? []))
    this.end = Math.min(gap.to, steps.at(-1) ?? this.end)
    const waiting = this.#waiting
    this.#waiting = []
    for (const { from, rows } of waiting) {
      if (from <= this.end + 1) this.#append(from, rows)
      else this.#waiting.push({ from, rows })
    }
    this.#thin()
    return this.end < gap.to ? { from: this.end + 1, to: gap.to } : null
  }

  #append(from: number, rows: number[][]): void {
    rows.slice(Math.max(0, this.end + 1 - from)).forEach((row) => this.#push(++this.end, row))
    this.#thin()
  }

  #push(step: number, row: (number | null)[]): void {
    this.steps.push(step)
    this.#names.forEach((name, i) => this.columns[name]!.push(row[i] ?? NaN))
  }

  /** Buckets of equally many steps over the whole length, so that the first steps stay as sharp as the last. */
  #thin(): void {
    if (this.steps.length <= LIMIT) return
    const span = 2 ** Math.ceil(Math.log2((4 * this.end) / LIMIT))
    const bucket = (row: number): number => Math.floor((this.steps[row]! - 1) / span)
    const starts = this.steps.map((_, row) => row).filter((row) => row === 0 || bucket(row) !== bucket(row - 1))
    for (const name of this.#names) this.columns[name] = byBucket(this.columns[name]!, starts, extremes)
    this.steps = byBucket(this.steps, starts, (bucket) => [bucket[0]!, bucket.at(-1)!])
  }
}

function byBucket(values: number[], starts: number[], two: (bucket: number[]) => number[]): number[] {
  return starts.flatMap((start, i) => {
    const bucket = values.slice(start, starts[i + 1])
    return bucket.length > 2 ? two(bucket) : bucket
  })
}

/** The least and the greatest of what is known, in the order in which they came. */
function extremes(bucket: number[]): number[] {
  const known = bucket.filter((value) => !Number.isNaN(value))
  const low = bucket.indexOf(Math.min(...known))
  const high = bucket.indexOf(Math.max(...known))
  return low < 0 ? [NaN, NaN] : [bucket[Math.min(low, high)]!, bucket[Math.max(low, high)]!]
}

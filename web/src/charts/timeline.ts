/** Where steps lie on the timeline strip, and the marks of what was changed on the way. */

import type { Change } from '../wire/protocol'

const FIRST_LENGTH = 1000
/** The present is at most at this share of the strip, so that there is room ahead. */
const FULL = 0.92
const TICKS = 5
const MARKS_APART = 0.012

export interface Mark {
  /** 0 … 1 along the strip. */
  at: number
  step: number
  changes: Change[]
}

/** Length of the strip in steps: 1, 2 or 5 times a power of ten. */
export function stripLength(step: number): number {
  let length = FIRST_LENGTH
  for (let i = 0; step > FULL * length; i++) length *= i % 3 === 1 ? 2.5 : 2
  return length
}

/** Round numbers along the strip, its end left out. */
export function ticksOf(length: number): number[] {
  return Array.from({ length: TICKS }, (_, i) => (i * length) / TICKS)
}

/** Changes that are closer together than a mark is wide share one mark, as while a slider moves. The strip begins at `from`. */
export function marksOf(changes: Change[], length: number, from = 0): Mark[] {
  const marks: Mark[] = []
  for (const change of changes) {
    const at = Math.min(1, (change.step - from) / length)
    const last = marks.at(-1)
    if (last && at - last.at < MARKS_APART) last.changes.push(change)
    else marks.push({ at, step: change.step, changes: [change] })
  }
  return marks
}

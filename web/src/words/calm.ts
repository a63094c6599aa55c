/**
 * What is said of the run must be readable and must not flicker: another state is shown only when it has held for a
 * while and the last one has stood for a while; the numbers of the same state follow sooner.
 */

import type { Diagnosis } from '../wire/protocol'

/** How long another state must hold before it is believed. */
export const HOLDS_MS = 1_500
/** How long a state that was shown stays at least. */
export const STAYS_MS = 4_000
/** How often the sentence of the same state is renewed. */
export const RENEWED_MS = 2_000

export class Calm {
  shown: Diagnosis | null = null
  #since = -Infinity
  #renewed = -Infinity
  #other = ''
  #otherSince = 0

  /** Tells it the newest diagnosis; returns what to show. `now` in milliseconds. */
  next(newest: Diagnosis | null, now: number): Diagnosis | null {
    if (!newest || !this.shown || newest.step < this.shown.step) return this.#show(newest, now)
    if (newest.state === this.shown.state) {
      this.#other = ''
      if (now - this.#renewed < RENEWED_MS) return this.shown
      this.#renewed = now
      return (this.shown = newest)
    }
    if (newest.state !== this.#other) {
      this.#other = newest.state
      this.#otherSince = now
    }
    const settled = now - this.#otherSince >= HOLDS_MS && now - this.#since >= STAYS_MS
    return settled ? this.#show(newest, now) : this.shown
  }

  #show(diagnosis: Diagnosis | null, now: number): Diagnosis | null {
    this.#other = ''
    this.#since = diagnosis ? now : -Infinity
    this.#renewed = now
    return (this.shown = diagnosis)
  }
}

/** Steps after which what was said of the very first ones is out of date. */
const BEGINNING = 200

/** What was said of a beginning that the run has left behind while the next measures are under way. */
export function upToDate(shown: Diagnosis | null, step: number): Diagnosis | null {
  const old = shown?.state === 'learning' && step >= BEGINNING && shown.step < step / 10
  return old ? { ...shown, sentence: 'Just begun: the first steps are being measured.' } : shown
}

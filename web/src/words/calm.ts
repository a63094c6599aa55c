/**
 * Keeps the diagnosis readable: it must not flicker. A new state is shown only after it has lasted for a while and the
 * previous one has been visible for a while. New numbers of the same state are shown sooner.
 */

import type { Diagnosis } from '../wire/protocol'

/** How long a new state must last before it is shown. */
export const HOLDS_MS = 1_500
/** How long a state is shown at least. */
export const STAYS_MS = 4_000
/** How often the sentence of the same state is renewed. */
export const RENEWED_MS = 2_000

export class Calm {
  shown: Diagnosis | null = null
  #since = -Infinity
  #renewed = -Infinity
  #other = ''
  #otherSince = 0

  /** Takes the newest diagnosis and returns the one to show. `now` is in milliseconds. */
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

/** After so many steps, a sentence about the first steps is out of date. */
const BEGINNING = 200

/** Replaces the sentence about the first steps once they are long past and new measures are on their way. */
export function upToDate(shown: Diagnosis | null, step: number): Diagnosis | null {
  const old = shown?.state === 'learning' && step >= BEGINNING && shown.step < step / 10
  return old ? { ...shown, sentence: 'Just begun: the first steps are being measured.' } : shown
}

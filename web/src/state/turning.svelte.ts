/** From points to images and back: a run that is left stays as it is, and is found again. */

import type { Kind } from '../lib/catalogue'
import type { Run, WholeRecipe } from '../protocol'

export type Wanted = { type: 'open'; run: string } | { type: 'create'; recipe: WholeRecipe }

interface Left {
  recipe: WholeRecipe
  /** None where the server has forgotten it. */
  run: string | null
}

export class Turning {
  /** The kind whose run is on its way. */
  to = $state<Kind | null>(null)
  readonly #left = new Map<Kind, Left>()
  /** The number of the question that has no answer yet; 0 for none. */
  #asked = 0

  /** `ask` sends a command and returns its number. */
  constructor(readonly ask: (wanted: Wanted) => number) {}

  /** Asks for the run of this kind that was left; where there is none, for one of this recipe. */
  begin(kind: Kind, first: WholeRecipe): void {
    this.to = kind
    // Whoever has turned back and forth waits for the answer to the first question.
    if (this.#asked) return
    const { run, recipe } = this.#left.get(kind) ?? { run: null, recipe: first }
    this.#asked = this.ask(run === null ? { type: 'create', recipe } : { type: 'open', run })
  }

  /** The run that is shown stays. */
  stay(): void {
    this.to = null
  }

  /** The connection is gone: there will be no answer. */
  lost(): void {
    this.to = null
    this.#asked = 0
  }

  /** Whether this other run is the one that is waited for. */
  arrived(run: Run): boolean {
    if (!this.#asked || run.ref !== this.#asked) return false
    this.#asked = 0
    if (this.to === null) return false
    this.to = null
    this.#left.delete(run.kind)
    return true
  }

  leave({ run, kind }: Run, recipe: WholeRecipe): void {
    this.#left.set(kind, { run, recipe })
  }

  /** Whether an error answers the question, and whether a run that is no more is now made again. */
  refused(ref: number | null | undefined, gone: boolean): 'other' | 'again' | 'refused' {
    if (!this.#asked || ref !== this.#asked) return 'other'
    this.#asked = 0
    const { to } = this
    const left = to && this.#left.get(to)
    if (!gone || !left) return 'refused'
    left.run = null
    this.begin(to, left.recipe)
    return 'again'
  }
}

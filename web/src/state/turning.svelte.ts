/** Turns from one kind of runs to another and back: a run that was left stays as it is, and is found again. */

import { kindNamed } from '../kinds'
import type { Kind } from '../wire/catalogue'
import type { Run, WholeRecipe } from '../wire/protocol'

/** An experiment, and its speed where it is not the usual one of its kind. */
export interface Chosen {
  recipe: WholeRecipe
  speed: number | null | undefined
}
export type Wanted = { type: 'open'; run: string } | ({ type: 'create' } & Chosen)

/** The runs that were left in this tab, by kind: a reload finds them again. */
export const LEFT_KEY = 'saddle.left'

interface Left {
  /** Null where the page was loaded again since. */
  recipe: WholeRecipe | null
  /** Null where the server no longer has it. */
  run: string | null
}

export class Turning {
  /** The kind whose run is on its way. */
  to = $state<Kind | null>(null)
  readonly #left = readLeft()
  /** The number of the question that has no answer yet; 0 for none. */
  #asked = 0
  /** What to make where the server no longer has the run. */
  #first: WholeRecipe | null = null
  /** The experiment to build in the run that comes. */
  #chosen: Chosen | null = null

  /** `ask` sends a command and returns its number. */
  constructor(readonly ask: (wanted: Wanted) => number) {}

  /** Why no knob can be turned just now; null where it can. */
  get waits(): string | null {
    return this.to && kindNamed(this.to).words.onItsWay
  }

  /** Asks for the run of this kind that was left; where there is none, for a new one of `chosen`, or of `first`. */
  begin(kind: Kind, first: WholeRecipe, chosen: Chosen | null = null): void {
    this.to = kind
    this.#chosen = chosen
    // After a turn back and forth the first question is still under way: its answer will do.
    if (this.#asked) return
    const { run, recipe } = this.#left.get(kind) ?? { run: null, recipe: first }
    this.#first = recipe ?? first
    if (run !== null) {
      this.#asked = this.ask({ type: 'open', run })
      return
    }
    this.#chosen = null
    this.#asked = this.ask({ type: 'create', ...(chosen ?? { recipe: this.#first, speed: undefined }) })
  }

  /** The run on stage stays. */
  stay(): void {
    this.to = null
    this.#chosen = null
  }

  /** The connection is gone: there will be no answer. */
  forget(): void {
    this.stay()
    this.#asked = 0
  }

  /** Whether this is the run that was asked for. */
  accepts(run: Run): boolean {
    if (!this.#asked || run.ref !== this.#asked) return false
    this.#asked = 0
    if (this.to === null) return false
    this.to = null
    this.#left.delete(run.kind)
    this.#save()
    return true
  }

  /** The experiment to build in the run that has come; once. */
  take(): Chosen | null {
    const chosen = this.#chosen
    this.#chosen = null
    return chosen
  }

  leave({ run, kind }: Run, recipe: WholeRecipe): void {
    this.#left.set(kind, { run, recipe })
    this.#save()
  }

  /** What a refusal means: nothing here, that a lost run is made again, or that there is no run of that kind now. */
  takeRefusal(ref: number | null | undefined, gone: boolean): 'other' | 'again' | 'refused' {
    if (!this.#asked || ref !== this.#asked) return 'other'
    this.#asked = 0
    const { to } = this
    const left = to && this.#left.get(to)
    if (!gone || !left) return 'refused'
    left.run = null
    this.#save()
    this.begin(to, this.#first!, this.#chosen)
    return 'again'
  }

  #save(): void {
    const ids = [...this.#left].flatMap(([kind, { run }]) => (run === null ? [] : [[kind, run]]))
    sessionStorage.setItem(LEFT_KEY, JSON.stringify(Object.fromEntries(ids)))
  }
}

function readLeft(): Map<Kind, Left> {
  const ids: Partial<Record<Kind, string>> = JSON.parse(sessionStorage.getItem(LEFT_KEY) ?? '{}')
  return new Map(Object.entries(ids).map(([kind, run]) => [kind as Kind, { run, recipe: null }]))
}

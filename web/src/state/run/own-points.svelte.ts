/** The own points of a run, fetched once: they may be too many for its messages and yet few enough for an address. */

import { MAX_LINKED, pointsOf, type Rows } from '../../address/points'
import type { Run } from '../../wire/protocol'

const POINTS = 'points'

export class OwnPoints {
  #held = $state.raw<{ of: string; rows: Rows } | null>(null)
  #asked = ''

  follow(run: Run): void {
    const of = nameOf(run)
    if (!lacks(run) || run.toy!.points > MAX_LINKED || of === this.#asked) return
    this.#asked = of
    void pointsOf(run.run).then((answer) => {
      if (of !== this.#asked) return
      // The address lacks them then, and Share says so. The run's next message asks for them again.
      if ('ok' in answer) this.#held = { of, rows: answer.ok }
      else this.#asked = ''
    })
  }

  /** The recipe with the points in it, where they have come. */
  whole(run: Run): Run['recipe'] {
    const { recipe } = run
    if (!lacks(run) || this.#held?.of !== nameOf(run)) return recipe
    return { ...recipe, data_knobs: { ...recipe.data_knobs, [POINTS]: this.#held.rows } }
  }
}

/** Other points are another epoch. */
const nameOf = ({ run, epoch }: Run): string => `${run} ${epoch}`
const lacks = ({ toy, recipe }: Run): boolean => Boolean(toy?.points) && !(POINTS in recipe.data_knobs)

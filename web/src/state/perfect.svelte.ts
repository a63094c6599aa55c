/** What a perfect generator of the run's data would score: the floors and ceilings that measures are read against. */

import type { Run } from '../protocol'

/** A slider of the data may move many times a second; its floors are wanted once it rests. */
const REST_MS = 400
/** What images are measured by has to be learned first: it is asked for until it is there. */
const LATER_MS = 5_000

export class Perfect {
  scores = $state.raw<Record<string, number>>({})
  #data = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  follow({ run, recipe, points, epoch, images }: Run): void {
    // Many own points are not told with the recipe; other ones are another epoch.
    const data = JSON.stringify([run, recipe.data, recipe.data_knobs, points && epoch, images?.size])
    if (data === this.#data) return
    this.#data = data
    this.scores = {}
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#fetch(run, data, Boolean(images)), REST_MS)
  }

  async #fetch(run: string, data: string, later: boolean): Promise<void> {
    try {
      const response = await fetch(`/api/runs/${run}/perfect`)
      if (!response.ok) throw new Error(response.statusText)
      const scores = await response.json()
      if (data !== this.#data) return
      this.scores = scores
      if (later && !Object.keys(scores).length)
        this.#timer = setTimeout(() => void this.#fetch(run, data, later), LATER_MS)
    } catch {
      // Without them the measures stand alone; with the run's next message they are asked for again.
      if (data === this.#data) this.#data = ''
    }
  }
}

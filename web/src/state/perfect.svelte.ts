/** What a perfect generator of the run's data would score: the floors and ceilings that measures are read against. */

import type { Run } from '../protocol'

/** A slider of the data may move many times a second; its floors are wanted once it rests. */
const REST_MS = 400

export class Perfect {
  scores = $state.raw<Record<string, number>>({})
  #data = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  follow({ run, recipe }: Run): void {
    const data = JSON.stringify([run, recipe.data, recipe.data_knobs])
    if (data === this.#data) return
    this.#data = data
    this.scores = {}
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#fetch(run, data), REST_MS)
  }

  async #fetch(run: string, data: string): Promise<void> {
    try {
      const response = await fetch(`/api/runs/${run}/perfect`)
      if (response.ok && data === this.#data) this.scores = await response.json()
    } catch {
      // Without them the measures stand alone.
    }
  }
}

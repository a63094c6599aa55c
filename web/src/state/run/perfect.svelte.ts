/** What a perfect generator would reach on the run's data: the floors and ceilings that measures are compared with. */

import type { PerfectMeasures, Run } from '../../wire/protocol'

/** A slider of the data may move many times a second: the floors are asked for once it rests. */
const REST_MS = 400
/** How soon floors follow measures that are new. */
const LATER_MS = 2_000

export class Perfect {
  scores = $state.raw<Record<string, number>>({})
  #data = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `measured` gives the names of the run's measures. Those of images grow in number as their judge learns, and so do the floors. */
  constructor(readonly measured: () => string[] = () => []) {}

  follow({ run, recipe, toy, epoch, image }: Run): void {
    // The recipe leaves many own points out: other points are known by another epoch.
    const data = JSON.stringify([run, recipe.data, recipe.data_knobs, toy?.points ? epoch : 0, image?.size])
    if (data === this.#data) return
    this.#data = data
    this.scores = {}
    this.#later(REST_MS, () => void this.#fetch(run, data, Boolean(image)))
  }

  async #fetch(run: string, data: string, grows: boolean): Promise<void> {
    const names = String(this.measured())
    try {
      const response = await fetch(`/api/runs/${run}/perfect`)
      if (!response.ok) throw new Error(response.statusText)
      const { measures }: PerfectMeasures = await response.json()
      if (data !== this.#data) return
      this.scores = measures
      if (grows) this.#watch(run, data, names)
    } catch {
      // Without them the measures stand alone; with the run's next message they are asked for again.
      if (data === this.#data) this.#data = ''
    }
  }

  #watch(run: string, data: string, names: string): void {
    this.#later(LATER_MS, () => {
      if (String(this.measured()) === names) this.#watch(run, data, names)
      else void this.#fetch(run, data, true)
    })
  }

  #later(ms: number, act: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(act, ms)
  }
}

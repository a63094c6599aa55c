/** The rows of a zoom as finely as the server has them, where the page has thinned its own. */

import { rowFrom } from '../../charts/rows'
import type { CurvePart } from '../../wire/protocol'
import type { Span } from './cursor.svelte'

export interface Rows {
  steps: number[]
  columns: Record<string, number[]>
}

export class Detail {
  /** The zoom's rows, null where the page's own are as good. */
  rows = $state.raw<Rows | null>(null)
  #wanted = ''

  follow(run: string, zoom: Span | null, held: Rows): void {
    const wanted = zoom ? `/api/runs/${run}/curve?from=${Math.max(1, zoom[0])}&to=${zoom[1]}` : ''
    if (wanted === this.#wanted) return
    this.#wanted = wanted
    this.rows = null
    if (zoom && rowFrom(held.steps, zoom[1] + 1) - rowFrom(held.steps, zoom[0]) < zoom[1] - Math.max(1, zoom[0]))
      void this.#fetch(wanted)
  }

  async #fetch(url: string): Promise<void> {
    try {
      const response = await fetch(url)
      if (!response.ok) return
      const { steps, rows, columns: names }: CurvePart = await response.json()
      if (url !== this.#wanted) return
      const columns = names.map((name, i) => [name, rows.map((row) => row[i] ?? NaN)])
      this.rows = { steps, columns: Object.fromEntries(columns) }
    } catch {
      // The page's own rows, thinned, are drawn then.
    }
  }
}

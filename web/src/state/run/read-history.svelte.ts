/** The measures over the steps as charts read them: a few times a second, and never half written. */

import { throttled } from '../throttled.svelte'
import type { Arrivals } from './arrivals.svelte'

const LOOKED_AT_EVERY_MS = 500

export function readHistory(arrivalsOf: () => Arrivals): {
  readonly current: { steps: number[]; columns: Record<string, number[]> }
} {
  return throttled(() => {
    const arrivals = arrivalsOf()
    void [arrivals.measures, arrivals.historyVersion]
    const { steps, columns } = arrivals.history
    return { steps: steps.slice(), columns: { ...columns } }
  }, LOOKED_AT_EVERY_MS)
}

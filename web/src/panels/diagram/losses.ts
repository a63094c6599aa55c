/** The losses of the step in slow motion, as far as it has come. */

import type { Traced } from '../../wire/protocol'

/** Those that the trace has computed up to this sub-step. */
export function lossesSoFar(traced: Traced | null, index: number): Partial<Record<'loss_d' | 'loss_g', number>> {
  const losses: Partial<Record<'loss_d' | 'loss_g', number>> = {}
  for (const { nodes, back, values } of traced?.substeps.slice(0, index + 1) ?? []) {
    const loss = values[0]?.rows[0]?.[0]
    const node = nodes.at(-1)
    if (!back && (node === 'loss_d' || node === 'loss_g') && typeof loss === 'number') losses[node] = loss
  }
  return losses
}

/** What every tool of the latent space is given. */

import type { Run } from '../../../../wire/protocol'
import type { Latent } from '../../../../state/latent/latent.svelte'
import type { Watched } from '../../../../state/run/watched.svelte'

export interface ToolProps {
  latent: Latent
  run: Run
  watched: Watched
  /** Of the data; none where nobody has labelled them. */
  classes: string[]
  /** Whether G is given one. */
  conditional: boolean
}

/** The class of a row of the stage, where rows are classes. */
export function classOf(place: number, { columns }: { columns: number }, classes: string[]): string | undefined {
  return classes[Math.floor(place / columns)]
}

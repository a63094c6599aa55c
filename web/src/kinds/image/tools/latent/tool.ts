/** The props of every tool of the latent space. */

import type { Run } from '../../../../wire/protocol'
import type { Latent } from '../../../../state/latent/latent.svelte'
import type { Watched } from '../../../../state/run/watched.svelte'

export interface ToolProps {
  latent: Latent
  run: Run
  watched: Watched
  /** The classes of the data; empty for data without labels. */
  classes: string[]
  /** Whether G takes a class as input. */
  conditional: boolean
}

/** The class of a sample, if the rows of the stage are classes. */
export function classOf(place: number, { columns }: { columns: number }, classes: string[]): string | undefined {
  return classes[Math.floor(place / columns)]
}

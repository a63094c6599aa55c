/** The props of every chart of the right column. */

import type { Theme } from '../../../canvas/theme'
import type { Mark } from '../../../charts/timeline'
import type { Column } from '../../../wire/protocol'
import type { Cursor } from '../../../state/run/cursor.svelte'

export interface Readings {
  /** Steps, ascending. */
  x: number[]
  /** By name, beside the steps; those that the server does not send are missing or empty. */
  columns: Record<string, number[] | undefined>
  /** What the columns stand for. */
  described: Column[]
  cursor: Cursor
  marks: Mark[]
  markWords: (mark: Mark) => string
  theme: Theme
  critic: boolean
}

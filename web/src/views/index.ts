/** The views of the stage; a run's data decide which one fits. */

import { line } from './line/line'
import { plane } from './plane/plane'
import type { View } from './view'

const VIEWS: View[] = [plane, line]

export function viewOf(dims: 1 | 2 | null): View | null {
  return VIEWS.find((view) => view.dims === dims) ?? null
}

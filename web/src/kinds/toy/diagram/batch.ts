/** The samples of slow motion as arrays, named and shaped like those of a frame. */

import type { Tensor } from '../../../wire/safetensors'
import type { Substep } from '../../../wire/protocol'

/** The name in a frame for each name in a sub-step. */
const NAMES: Record<string, string> = { x: 'real', g: 'fake', arrows: 'gradient', z: 'noise' }

export function batchArrays(samples: Substep['samples']): Record<string, Tensor> {
  const named = Object.entries(samples).flatMap(([name, rows]): [string, Tensor][] =>
    NAMES[name] ? [[NAMES[name], tensorOf(rows)]] : [],
  )
  return Object.fromEntries(named)
}

function tensorOf(rows: (number | null)[][]): Tensor {
  const width = rows[0]?.length ?? 0
  return { shape: [rows.length, width], data: Float32Array.from(rows.flat(), (value) => value ?? NaN) }
}

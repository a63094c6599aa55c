/** Between a knob's value and a slider's whole-numbered position. */

import type { NumberControl } from '../../wire/schema'

/** Twelve per cent a step: enough that two-digit rounding never swallows a key press. */
const STEPS_A_DECADE = 20
const LINEAR_STEPS = 100
/** A factor scale cannot reach 0; its first position stands for it, this many decades below the top. */
const DECADES_ABOVE_ZERO = 5

export interface Scale {
  /** The last position; the first is 0. */
  last: number
  position(value: number): number
  value(position: number): number
}

/** Undefined for a knob without both ends: it has a number field only. */
export function sliderScale(control: NumberControl): Scale | undefined {
  if (!Number.isFinite(control.low) || !Number.isFinite(control.high)) return undefined
  return control.log && control.high > 0 ? factors(control) : differences(control)
}

function differences({ low, high, step, integer }: NumberControl): Scale {
  const by = step ?? (integer ? 1 : (high - low) / LINEAR_STEPS)
  return {
    last: Math.round((high - low) / by),
    position: (value) => Math.round((value - low) / by),
    value: (position) => tidy(Math.min(high, low + position * by)),
  }
}

function factors({ low, high, integer }: NumberControl): Scale {
  const zero = low <= 0
  const bottom = zero ? high / 10 ** DECADES_ABOVE_ZERO : low
  const decades = Math.log10(high / bottom)
  const last = Math.round(decades * STEPS_A_DECADE) + (zero ? 1 : 0)
  const first = zero ? 1 : 0
  return {
    last,
    position(value) {
      if (value < bottom) return 0
      return first + Math.round((Math.log10(value / bottom) / decades) * (last - first))
    },
    value(position) {
      if (zero && position === 0) return low
      if (position === last) return high
      const exact = bottom * 10 ** ((decades * (position - first)) / (last - first))
      return integer ? Math.round(exact) : Math.max(low, Number(exact.toPrecision(2)))
    },
  }
}

/** Undoes 0.30000000000000004. */
function tidy(value: number): number {
  return Number(value.toPrecision(10))
}

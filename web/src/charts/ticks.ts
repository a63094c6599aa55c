/**
 * Scales of a chart's y: linear, or logarithmic on both sides of 0 and linear within ± a threshold, so that losses
 * that change sign can be drawn too (arcsinh).
 */

import { scaleLinear } from 'd3-scale'
import { short } from '../words/format'

const DIGITS = [1, 2, 5]
const MOST_DIGITS = 8

/** A power of ten that few values are below; smaller values are drawn near 0. */
export function threshold(values: ArrayLike<number>): number {
  const sizes: number[] = []
  const stride = Math.ceil(values.length / 1000) || 1
  for (let i = 0; i < values.length; i += stride) {
    const size = Math.abs(values[i]!)
    if (size > 0 && Number.isFinite(size)) sizes.push(size)
  }
  sizes.sort((a, b) => a - b)
  const small = sizes[Math.floor(0.02 * sizes.length)] ?? 1
  const large = sizes.at(-1) ?? 1
  // Values six decades below the largest cannot be read anyway.
  return 10 ** Math.floor(Math.log10(Math.max(small, large * 1e-6)))
}

export const forward = (value: number, threshold: number): number => Math.asinh(value / threshold)
export const backward = (place: number, threshold: number): number => Math.sinh(place) * threshold

/** A scale needs at least two labels. */
const FEWEST = 2

/** Round numbers from low to high, about as many as asked for. */
export function linearTicks(low: number, high: number, about: number): number[] {
  const scale = scaleLinear([low, high], [0, 1])
  const ticks = scale.ticks(about)
  return ticks.length < FEWEST && about < 10 * FEWEST ? linearTicks(low, high, about + 1) : ticks
}

/** Labels for ticks, with enough digits to tell them apart. */
export function labelsOf(ticks: number[]): string[] {
  for (let digits = 3; ; digits++) {
    const labels = ticks.map((tick) => short(tick, digits))
    if (digits >= MOST_DIGITS || new Set(labels).size === ticks.length) return labels
  }
}

/** Selects ticks whose labels do not overlap; 0 has priority, then large values. `place` is in pixels. */
export function apart(ticks: number[], place: (tick: number) => number, room: number): number[] {
  const weight = (tick: number): number => (tick === 0 ? Infinity : Math.abs(tick))
  const kept: number[] = []
  for (const tick of [...ticks].sort((a, b) => weight(b) - weight(a)))
    if (kept.every((other) => Math.abs(place(other) - place(tick)) >= room)) kept.push(tick)
  return kept.sort((a, b) => a - b)
}

/** 0 and powers of ten on its sides, with their doubles and halves where there is room, at most `most` of them. */
export function logTicks(low: number, high: number, threshold: number, most: number): number[] {
  const ends = [Math.abs(low), Math.abs(high), threshold].map((size) => Math.log10(size || threshold))
  const [first, last] = [Math.floor(Math.log10(threshold)), Math.floor(Math.max(...ends))]
  const within = (ticks: number[]): number[] =>
    [...ticks.map((tick) => -tick).reverse(), 0, ...ticks].filter((tick) => tick >= low && tick <= high)
  const decades = Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i))
  const fine = within(decades.flatMap((decade) => DIGITS.map((digit) => digit * decade)))
  if (fine.length < FEWEST) return linearTicks(low, high, FEWEST)
  if (fine.length <= most) return fine
  for (let every = 1; ; every++) {
    // Counted from the largest, so that the end where the curve is stays labelled.
    const coarse = within(decades.filter((_, i) => (decades.length - 1 - i) % every === 0))
    if (coarse.length < FEWEST) return [fine[0]!, fine.at(-1)!]
    if (coarse.length <= most) return coarse
  }
}

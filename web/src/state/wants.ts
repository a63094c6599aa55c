/**
 * Which arrays the parts of the page draw, and how often: what a pull asks for. Arrays that a part draws seldom are
 * asked for seldom, because a class of hundreds pays for each; a run at rest is asked for everything.
 */

import type { Layer } from '../views/view'

/** What is asked for before any part of the page has spoken. */
const FIRST: Layer[] = ['fake', 'field', 'curve', 'density']

interface Want {
  layers: Layer[]
  everyMs: number
  asked: number
}

export class Wants {
  /** Whether the picture shown lacks an array that is wanted now. */
  lacking = false
  readonly #wants = new Map<string, Want>()
  /** Whether the newest question left arrays out that are not due yet. */
  #partial = false

  /** What one part of the page draws from now on, and at most how often; 0 for every picture. */
  set(who: string, layers: Layer[], everyMs = 0): void {
    const before = this.all
    this.#wants.set(who, { layers, everyMs, asked: -Infinity })
    this.lacking ||= layers.some((layer) => !before.includes(layer))
  }

  get all(): Layer[] {
    return this.#wants.size ? union([...this.#wants.values()]) : FIRST
  }

  /** A picture at rest is whole: one that stopped with arrays left out lacks them. */
  rest(): void {
    this.lacking ||= this.#partial
  }

  /** What to ask for now. */
  take(now: number, moving: boolean): Layer[] {
    const whole = this.lacking || !moving
    const wants = [...this.#wants.values()].filter(
      ({ everyMs, asked }) => whole || now - asked >= everyMs,
    )
    for (const want of wants) want.asked = now
    this.lacking = false
    if (!this.#wants.size) return FIRST
    const taken = union(wants)
    this.#partial = taken.length < this.all.length
    return taken
  }
}

function union(wants: Want[]): Layer[] {
  return [...new Set(wants.flatMap(({ layers }) => layers))]
}

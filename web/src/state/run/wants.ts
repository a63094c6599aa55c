/**
 * Which arrays the parts of the page draw, and how often: this is what a pull asks for. Arrays that a part draws seldom
 * are asked for seldom, because in a class of hundreds each costs. A run at rest is asked for everything.
 */

import type { Layer } from '../../views/view'

/** What is drawn seldom comes with every eighth picture at most. This matters where a busy server sends pictures slowly. */
const SELDOM = 8

interface Want {
  layers: Layer[]
  everyMs: number
  /** When it was last asked for, and with which question. */
  asked: number
  question: number
}

export class Wants {
  /** Whether the picture shown lacks an array that is wanted now. */
  lacking = false
  readonly #wants = new Map<string, Want>()
  /** Whether the newest pull, or the picture that came last, leaves out arrays that are wanted. */
  #partial = false
  #questions = 0

  /** What one part of the page draws from now on, and at most how often; 0 for every picture. */
  set(who: string, layers: Layer[], everyMs = 0): void {
    const before = this.all
    this.#wants.set(who, { layers, everyMs, asked: -Infinity, question: -Infinity })
    this.lacking ||= layers.some((layer) => !before.includes(layer))
  }

  /** Nothing before any part of the page has said what it draws. */
  get all(): Layer[] {
    return union([...this.#wants.values()])
  }

  /** The run rests. Its picture must be whole, so arrays that were left out are asked for. */
  noteRest(): void {
    this.lacking ||= this.#partial
  }

  /** A picture came that was asked for these layers. A pull that has waited long names no newer wants. */
  noteArrival(layers: readonly string[]): void {
    this.#partial = this.all.some((layer) => !layers.includes(layer))
  }

  /** What to ask for now. */
  take(now: number, moving: boolean): Layer[] {
    const whole = this.lacking || !moving
    this.#questions += 1
    const due = ({ everyMs, asked, question }: Want): boolean =>
      everyMs === 0 || (now - asked >= everyMs && this.#questions - question >= SELDOM)
    const wants = [...this.#wants.values()].filter((want) => whole || due(want))
    for (const want of wants) Object.assign(want, { asked: now, question: this.#questions })
    this.lacking = false
    const taken = union(wants)
    this.#partial = taken.length < this.all.length
    return taken
  }
}

function union(wants: Want[]): Layer[] {
  return [...new Set(wants.flatMap(({ layers }) => layers))]
}

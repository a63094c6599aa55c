/**
 * Walks through the noise of an image GAN: the tool in hand, the samples that it is pointed at, and the question to G that
 * follows from both. Samples are named by their places on the stage, from 0 on; each keeps its z until the next build.
 */

import type { Generate, Generated, Run } from '../../wire/protocol'

export type What = Generate['what']
export type Tool = 'walk' | 'between' | 'arithmetic' | 'nearest' | 'class'
export const TERMS = ['a', 'b', 'c'] as const
export type Term = (typeof TERMS)[number]
/** The paper averages three z of each kind: single ones are unstable. */
export const OF_TERM = 3
/** How the two samples are joined, each a row. */
export const WAYS = ['line', 'sphere'] as const
/** How many planes of z the server has. */
const PLANES = 1001
/** How far the pad reaches. */
export const REACH = 2
const STEPS = 8
const NEIGHBOURS = 5

/** The samples of the stage as they are now. */
export interface Stage {
  image: CanvasImageSource
  rows: number
  columns: number
  side: number
}
export interface Sheet extends Omit<Generated, 'type' | 'ref' | 'run' | 'sheet'> {
  image: CanvasImageSource
}
/** What G has made, and of what. */
export interface Answer {
  whats: What[]
  sheets: Sheet[]
}

const clamped = (at: number): number => Math.min(REACH, Math.max(-REACH, at))

export class Latent {
  tool = $state<Tool>('walk')
  /** Whether the tools are in view. Only then are samples of the stage marked. */
  open = $state(false)
  at = $state.raw<[number, number]>([0, 1])
  plane = $state(0)
  /** Where G is conditioned on one. */
  label = $state(0)
  /** The two samples to go between, or the first of them. */
  ends = $state.raw<number[]>([])
  terms = $state.raw<Record<Term, number[]>>({ a: [], b: [], c: [] })
  term = $state<Term>('a')
  /** The sample that is looked at closely. */
  place = $state<number | null>(null)
  stage = $state.raw<Stage | null>(null)
  answer = $state.raw<Answer | null>(null)
  problem = $state<string | null>(null)
  #followed = ''

  /** What to ask G now; nothing while a sample is still to be chosen. */
  get wanted(): What[] | null {
    const { ends, terms, place, label } = this
    switch (this.tool) {
      case 'walk':
        return [{ type: 'plane', at: this.at, plane: this.plane, label, side: 1 }]
      case 'between': {
        const [a, b] = ends
        return a === undefined || b === undefined
          ? null
          : WAYS.map((how) => ({ type: 'path', a, b, how, count: STEPS }))
      }
      case 'arithmetic':
        return TERMS.every((term) => terms[term].length)
          ? [{ type: 'arithmetic', ...(terms as Record<Term, [number, ...number[]]>) }]
          : null
      case 'nearest':
        return place === null ? null : [{ type: 'nearest', place, count: NEIGHBOURS }]
      case 'class':
        return [{ type: 'of_class', label }]
    }
  }

  /** What G has made for the tool in hand. While a newer answer is on its way, it is the one before. */
  get sheets(): Sheet[] | null {
    const { answer, wanted } = this
    return wanted && answer && answer.whats[0]?.type === wanted[0]?.type ? answer.sheets : null
  }

  /** The marks of samples on the stage, by their places. */
  get marks(): Map<number, string> {
    const marks = new Map<number, string>()
    if (!this.open) return marks
    const add = (place: number, mark: string): void =>
      void marks.set(place, [marks.get(place), mark].filter(Boolean).join(' '))
    if (this.tool === 'nearest' && this.place !== null) add(this.place, '')
    if (this.tool === 'between') this.ends.forEach((place, i) => add(place, String(i + 1)))
    if (this.tool === 'arithmetic') for (const term of TERMS) for (const place of this.terms[term]) add(place, term)
    return marks
  }

  /** A sample of the stage was chosen. A tool that needs none makes way for the closer look. */
  pick(place: number): void {
    if (!this.open || this.tool === 'walk' || this.tool === 'class') this.tool = 'nearest'
    if (this.tool === 'nearest') this.place = place
    else if (this.tool === 'between') this.#pickEnd(place)
    else this.#pickTerm(place)
  }

  /** A third sample begins a new pair; one that is chosen again is taken away. */
  #pickEnd(place: number): void {
    if (this.ends.includes(place)) this.ends = this.ends.filter((end) => end !== place)
    else this.ends = this.ends.length < 2 ? [...this.ends, place] : [place]
  }

  /** When a term is full, the next term takes the samples that follow. */
  #pickTerm(place: number): void {
    const { term, terms } = this
    const before = terms[term]
    if (before.includes(place)) this.terms = { ...terms, [term]: before.filter((other) => other !== place) }
    else if (before.length < OF_TERM) this.terms = { ...terms, [term]: [...before, place] }
    if (this.terms[term].length === OF_TERM && term !== 'c') this.term = term === 'a' ? 'b' : 'c'
  }

  clearTerms(): void {
    this.terms = { a: [], b: [], c: [] }
    this.term = 'a'
  }

  moveTo(x: number, y: number): void {
    this.at = [clamped(x), clamped(y)]
  }

  nextPlane(): void {
    this.plane = (this.plane + 1) % PLANES
  }

  /** Another run, game, data or seed has other samples: what was chosen before is forgotten. */
  follow({ run, recipe: { variant, data, seed } }: Run, classes: number): void {
    const key = [run, variant, data, seed].join()
    if (key !== this.#followed) {
      this.#followed = key
      this.ends = []
      this.place = null
      this.clearTerms()
      this.answer = null
      this.problem = null
    }
    this.#fit(classes)
  }

  /** The grid or the classes may have changed: places and classes that no longer exist are forgotten. */
  #fit(classes: number): void {
    const { stage } = this
    const exists = (place: number): boolean => !stage || place < stage.rows * stage.columns
    if (!this.ends.every(exists)) this.ends = []
    if (!TERMS.every((term) => this.terms[term].every(exists))) this.clearTerms()
    if (this.place !== null && !exists(this.place)) this.place = null
    if (this.label >= Math.max(1, classes)) this.label = 0
    if (this.tool === 'class' && !classes) this.tool = 'walk'
  }
}

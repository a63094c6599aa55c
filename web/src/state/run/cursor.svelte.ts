/** What all charts share: the step that is read, the steps that are shown, and the scale. */

export type Span = readonly [from: number, to: number]

export class Cursor {
  /** The step under the pointer, null for the newest. */
  step = $state<number | null>(null)
  /** The steps zoomed into, null for the whole run. */
  zoom = $state.raw<Span | null>(null)
  log = $state(false)

  constructor(
    /** The newest step. */
    readonly end: () => number,
    /** The oldest step that is known. */
    readonly begin: () => number = () => 0,
  ) {}

  get span(): Span {
    return this.zoom ?? this.#whole()
  }

  #whole(): Span {
    const begin = this.begin()
    return [begin, Math.max(begin + 1, this.end())]
  }

  /** A run that begins anew has no step to point at. */
  forget(): void {
    this.step = null
    this.zoom = null
  }

  /** Reads a step, or the nearest one that is shown. */
  point(step: number): void {
    const [from, to] = this.span
    this.step = Math.round(Math.min(to, Math.max(from, step)))
  }

  /** Reads the newest step from now on; in a zoom, its last one. */
  toEnd(): void {
    if (this.zoom) this.point(this.zoom[1])
    else this.step = null
  }

  move(steps: number): void {
    this.point((this.step ?? this.span[1]) + steps)
  }

  /** Shows the steps from a to b, in any order: at least two, within the run. */
  select(a: number, b: number): void {
    const [begin, end] = this.#whole()
    const from = Math.max(begin, Math.min(Math.round(Math.min(a, b)), end - 1))
    const to = Math.min(end, Math.max(Math.round(Math.max(a, b)), from + 1))
    this.zoom = from === begin && to === end ? null : [from, to]
  }

  /** Zooms in or out around the step that is read. */
  scale(factor: number): void {
    const [from, to] = this.span
    const middle = this.step ?? (from + to) / 2
    const share = (middle - from) / (to - from)
    const wide = (to - from) * factor
    this.select(middle - share * wide, middle + (1 - share) * wide)
  }

  /** Undoes the zoom; where there is none, the reading. */
  back(): void {
    if (this.zoom) this.zoom = null
    else this.step = null
  }
}

/** What all charts share: the round that is read, the rounds that are shown, and the scale. */

export type Span = readonly [from: number, to: number]

export class Cursor {
  /** The round under the pointer, null for the newest. */
  step = $state<number | null>(null)
  /** The rounds zoomed into, null for the whole run. */
  zoom = $state.raw<Span | null>(null)
  log = $state(false)

  constructor(
    /** The newest round. */
    readonly end: () => number,
    /** The oldest that is known. */
    readonly begin: () => number = () => 0,
  ) {}

  get span(): Span {
    return this.zoom ?? this.#whole()
  }

  #whole(): Span {
    const begin = this.begin()
    return [begin, Math.max(begin + 1, this.end())]
  }

  /** A run that begins anew has no round to point at. */
  forget(): void {
    this.step = null
    this.zoom = null
  }

  /** To a round of those shown. */
  point(step: number): void {
    const [from, to] = this.span
    this.step = Math.round(Math.min(to, Math.max(from, step)))
  }

  /** To the newest round, and on with it while it trains; to the last of those zoomed into. */
  toEnd(): void {
    if (this.zoom) this.point(this.zoom[1])
    else this.step = null
  }

  move(rounds: number): void {
    this.point((this.step ?? this.span[1]) + rounds)
  }

  /** Shows rounds a … b in any order, at least two of them, within the run. */
  select(a: number, b: number): void {
    const [begin, end] = this.#whole()
    const from = Math.max(begin, Math.min(Math.round(Math.min(a, b)), end - 1))
    const to = Math.min(end, Math.max(Math.round(Math.max(a, b)), from + 1))
    this.zoom = from === begin && to === end ? null : [from, to]
  }

  /** Around the round that is read: twice as close, or half. */
  scale(factor: number): void {
    const [from, to] = this.span
    const middle = this.step ?? (from + to) / 2
    const share = (middle - from) / (to - from)
    const wide = (to - from) * factor
    this.select(middle - share * wide, middle + (1 - share) * wide)
  }

  /** One thing back: the zoom, else the reading. */
  back(): void {
    if (this.zoom) this.zoom = null
    else this.step = null
  }
}

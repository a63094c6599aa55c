/** The motion between the square of noise and the places where G puts it. It goes to the square on demand, and back after. */

const LASTS_MS = 1_200

export class Morph {
  /** 0 at the square of noise, 1 where it is now. */
  carried = $state(1)
  /** Whether a press keeps it at the square. */
  pinned = $state(false)
  #hovered = false
  #beat = 0
  #last = 0

  /** `still`: whether the person wants no motion. */
  constructor(private readonly still: () => boolean) {}

  get away(): boolean {
    return this.carried < 1 || this.pinned
  }

  hover(on: boolean): void {
    this.#hovered = on
    this.#go()
  }

  toggle(): void {
    this.pinned = !this.pinned
    // A second press means the way back, though the pointer still rests on the button.
    if (!this.pinned) this.#hovered = false
    this.#go()
  }

  /** The button has gone: nothing holds it any longer. */
  release(): void {
    this.pinned = this.#hovered = false
    this.#go()
  }

  get #target(): number {
    return this.pinned || this.#hovered ? 0 : 1
  }

  #go(): void {
    if (this.still()) this.carried = this.#target
    if (this.#beat || this.carried === this.#target) return
    this.#last = performance.now()
    this.#beat = requestAnimationFrame(this.#move)
  }

  #move = (now: number): void => {
    const way = Math.max(0, now - this.#last) / LASTS_MS
    this.#last = now
    const { carried } = this
    this.carried = this.#target ? Math.min(1, carried + way) : Math.max(0, carried - way)
    this.#beat = this.carried === this.#target ? 0 : requestAnimationFrame(this.#move)
  }
}

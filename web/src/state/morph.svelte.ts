/** The way between the square of noise and where G puts it: asked for it moves there, and back when it is let go. */

const LASTS_MS = 1_200

export class Morph {
  /** 0 at the square of noise, 1 where it is now. */
  carried = $state(1)
  /** Whether it is kept at the square by a press, and by a pointer that rests on its button. */
  pinned = $state(false)
  #hovered = false
  #beat = 0
  #last = 0

  /** `still`: whether whoever watches wants no motion. */
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
    // Who lets go means it, though the pointer still rests there.
    if (!this.pinned) this.#hovered = false
    this.#go()
  }

  /** There is nothing left to press or rest on. */
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

/** A look in every animation frame while something moves, and a few a second while all rests: a page at rest must not use the processor. */

import type { Session } from './session.svelte'

/** Between two looks while all rests. */
export const REST_MS = 100

export class Beat {
  readonly #look: (now: number) => boolean
  #frame = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** look: returns whether there is more to look at in the next frame. */
  constructor(look: (now: number) => boolean) {
    this.#look = look
    this.wake()
  }

  /** Look in the next frame. */
  wake(): void {
    clearTimeout(this.#timer)
    this.#frame ||= requestAnimationFrame((now) => {
      this.#frame = 0
      if (this.#look(now)) this.wake()
      else this.#timer = setTimeout(() => this.wake(), REST_MS)
    })
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#timer)
    this.#frame = -1
  }
}

const TOUCHES = ['pointerdown', 'pointermove', 'keydown'] as const

/** Lets a session pull and show its pictures: at once when it or its person moves. Returns how to stop. */
export function beatFor(session: Session): () => void {
  const beat = new Beat((now) => session.tick(now))
  const wake = (): void => beat.wake()
  for (const touch of TOUCHES) addEventListener(touch, wake, { passive: true })
  const stop = $effect.root(() => {
    $effect(() => {
      void [session.link, session.turning.to]
      for (const { run, arrivals } of session.watched) void [run, arrivals.arrived]
      beat.wake()
    })
  })
  return () => {
    stop()
    for (const touch of TOUCHES) removeEventListener(touch, wake)
    beat.stop()
  }
}

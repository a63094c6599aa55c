/**
 * When to ask for the next picture. The browser pulls, so nothing queues: a hidden tab asks for nothing
 * (it runs no animation frames) and a slow phone slows nobody. It knows neither sockets nor runs.
 */

/** An answer that takes longer than one display frame is travelling; a second question fills the wait. */
const TRAVEL_MS = 14
const LIMIT_MS = 2_000

export class Puller {
  #asked: number[] = []

  /** Whether to ask now. `moving`: the run trains, so an answer is owed soon. */
  due(now: number, moving: boolean): boolean {
    const oldest = this.#asked[0]
    if (oldest === undefined) return true
    // A paused run answers when it moves again; a running one that is silent has lost the question.
    if (moving && now - oldest > LIMIT_MS) {
      this.#asked = []
      return true
    }
    return moving && this.#asked.length === 1 && now - oldest > TRAVEL_MS
  }

  asked(now: number): void {
    this.#asked.push(now)
  }

  answered(): void {
    this.#asked.shift()
  }

  /** After a reconnect, a reset or a restarted worker the old questions may never be answered. */
  forget(): void {
    this.#asked = []
  }
}

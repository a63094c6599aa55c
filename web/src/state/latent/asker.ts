/**
 * Questions about what moves: a pointer, or a network that learns. One is under way at a time, the newest is next, and
 * those between are never asked. The same question is asked again as the network learns, but not too often.
 */

/** At most five times a second. */
export const AGAIN_MS = 200
/** An answer that has not come by then will not come: the worker was restarted. */
export const LOST_MS = 8_000

export class Asker<Question, Answer> {
  #wanted: Question | null = null
  /** Whether the wanted question is another one than the last that was asked. */
  #fresh = false
  /** Whether the answer to it has grown old. */
  #old = false
  #asked = -Infinity
  /** Grows with each question; answers to those before are too late. */
  #turn = 0
  #busy = false
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `show` takes each answer, `fail` the reason why there is none; neither hears of what came too late. */
  constructor(
    readonly ask: (question: Question) => Promise<Answer>,
    readonly show: (answer: Answer, question: Question) => void,
    readonly fail: (reason: string) => void,
  ) {}

  /** Asks this at once, or next; nothing more is asked where there is no question. */
  want(question: Question | null): void {
    this.#wanted = question
    this.#fresh = true
    this.#next()
  }

  /** The network has learned more: the last answer no longer holds. */
  renew(): void {
    this.#old = true
    this.#next()
  }

  stop(): void {
    this.#wanted = null
    this.#turn += 1
    clearTimeout(this.#timer)
  }

  #next(): void {
    const since = performance.now() - this.#asked
    if (this.#busy && since < LOST_MS) return
    clearTimeout(this.#timer)
    const question = this.#wanted
    if (question === null || !(this.#fresh || this.#old)) return
    if (!this.#fresh && since < AGAIN_MS) this.#timer = setTimeout(() => this.#next(), AGAIN_MS - since)
    else void this.#put(question)
  }

  async #put(question: Question): Promise<void> {
    const turn = ++this.#turn
    this.#fresh = this.#old = false
    this.#busy = true
    this.#asked = performance.now()
    try {
      const answer = await this.ask(question)
      if (turn === this.#turn) this.show(answer, question)
    } catch (reason) {
      if (turn === this.#turn) this.fail(reason instanceof Error ? reason.message : String(reason))
    }
    if (turn !== this.#turn) return
    this.#busy = false
    this.#next()
  }
}

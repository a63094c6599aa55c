/** Commands whose answer somebody waits for, by their number; each is settled once: answered, refused, or lost. */

interface Waiting<T> {
  answered: (answer: T) => void
  failed: (reason: Error) => void
}

export class Questions<T> {
  readonly #waiting = new Map<number, Waiting<T>>()

  /** Rejected with a sentence for a person where there will be no answer. */
  ask(ref: number, sent: boolean): Promise<T> {
    if (!sent) return Promise.reject(new Error('The connection is gone.'))
    return new Promise((answered, failed) => this.#waiting.set(ref, { answered, failed }))
  }

  answer(ref: number | null, answer: T): void {
    this.#take(ref)?.answered(answer)
  }

  /** Whether anybody waited for this one. */
  refuse(ref: number | null, message: string): boolean {
    const waiting = this.#take(ref)
    waiting?.failed(new Error(message))
    return waiting !== undefined
  }

  /** They will not be answered any more. */
  forget(message: string): void {
    for (const ref of [...this.#waiting.keys()]) this.refuse(ref, message)
  }

  #take(ref: number | null): Waiting<T> | undefined {
    const waiting = ref === null ? undefined : this.#waiting.get(ref)
    if (ref !== null) this.#waiting.delete(ref)
    return waiting
  }
}

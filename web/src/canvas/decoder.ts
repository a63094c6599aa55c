/**
 * Decodes pictures asynchronously, one at a time. Of those that arrive meanwhile, only the newest is decoded next; a
 * picture that is replaced is closed, which frees its memory.
 */

interface Closable {
  close(): void
}

export class Decoder<Given, Image extends Closable> {
  #next: Given | null = null
  #shown: Image | null = null
  #busy = false
  #stopped = false

  /** Calls `show` with each decoded picture, before it closes the previous one. */
  constructor(
    readonly decode: (given: Given) => Promise<Image>,
    readonly show: (image: Image, given: Given) => void,
  ) {}

  add(given: Given): void {
    this.#next = given
    if (!this.#busy) void this.#work()
  }

  /** Stops decoding; nothing more is shown. */
  stop(): void {
    this.#stopped = true
    this.#next = null
    this.#shown?.close()
    this.#shown = null
  }

  async #work(): Promise<void> {
    this.#busy = true
    while (this.#next !== null) {
      const given = this.#next
      this.#next = null
      // Skips a picture that cannot be decoded.
      const image = await this.decode(given).catch(() => null)
      if (image) this.#replace(image, given)
    }
    this.#busy = false
  }

  #replace(image: Image, given: Given): void {
    if (this.#stopped) return image.close()
    const before = this.#shown
    this.#shown = image
    this.show(image, given)
    before?.close()
  }
}

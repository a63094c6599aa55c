/**
 * Decodes pictures off the drawing path, one at a time: of those that arrive meanwhile only the newest is next, and
 * one that is replaced gives its memory back.
 */

interface Closable {
  close(): void
}

export class Decoder<Given, Image extends Closable> {
  #next: Given | null = null
  #shown: Image | null = null
  #busy = false
  #stopped = false

  /** `show` is told of each that has been decoded, before the one it replaces is closed. */
  constructor(
    readonly decode: (given: Given) => Promise<Image>,
    readonly show: (image: Image, given: Given) => void,
  ) {}

  add(given: Given): void {
    this.#next = given
    if (!this.#busy) void this.#work()
  }

  /** Nothing is shown from now on. */
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
      // A picture that cannot be read is passed over; the next one will do.
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

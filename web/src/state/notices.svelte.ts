/** Short messages that come and go: what was refused, corrected or built again. */

import { minus } from '../words/format'

export interface Notice {
  id: number
  kind: 'info' | 'refused'
  text: string
}

const SHOWN_MS = { info: 6_000, refused: 10_000 }
/** Long ones take longer to read. */
const READ_MS = 60
const AT_MOST = 3

export class Notices {
  list = $state.raw<Notice[]>([])
  #next = 1

  add(kind: Notice['kind'], message: string): void {
    const text = minus(message)
    const id = this.#next++
    const others = this.list.filter((notice) => notice.text !== text)
    this.list = [...others, { id, kind, text }].slice(-AT_MOST)
    setTimeout(() => this.remove(id), Math.max(SHOWN_MS[kind], READ_MS * text.length))
  }

  remove(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id)
  }
}

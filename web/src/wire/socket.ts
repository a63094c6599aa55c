/** A WebSocket that comes back by itself, with growing, jittered pauses, and says how it is doing. */

import type { Command, Message } from './protocol'

export type Link =
  | { kind: 'connecting'; attempt: number }
  | { kind: 'open' }
  | { kind: 'waiting'; attempt: number; retryAt: number; reason: string }

export interface Listener {
  message(message: Message): void
  frame(bytes: ArrayBuffer): void
  link(link: Link): void
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 8_000
const CONNECT_LIMIT_MS = 5_000

/** Doubling pauses; the jitter keeps a class of three hundred from coming back in the same instant. */
export function pauseBefore(attempt: number, random: () => number = Math.random): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.5 + random() / 2)
}

export class Socket {
  #socket: WebSocket | null = null
  #attempt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly url: string,
    readonly listener: Listener,
  ) {}

  connect(): void {
    clearTimeout(this.#timer)
    this.#drop()
    const socket = new WebSocket(this.url)
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      clearTimeout(this.#timer)
      this.listener.link({ kind: 'open' })
    }
    socket.onmessage = ({ data }) => {
      // Only a server that speaks has really been reached; an open socket may still be refused.
      this.#attempt = 0
      if (typeof data === 'string') this.listener.message(JSON.parse(data))
      else this.listener.frame(data)
    }
    socket.onclose = ({ reason }) => this.#retry(reason)
    // A host that swallows packets would otherwise hold the attempt for minutes.
    this.#timer = setTimeout(() => socket.close(), CONNECT_LIMIT_MS)
    this.listener.link({ kind: 'connecting', attempt: this.#attempt })
  }

  /** False when there is no connection: nothing is queued, the caller asks again once it is back. */
  send(command: Command): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(command))
    return true
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#drop()
  }

  #retry(reason: string): void {
    clearTimeout(this.#timer)
    const pause = pauseBefore(this.#attempt)
    this.#attempt += 1
    this.#timer = setTimeout(() => this.connect(), pause)
    this.listener.link({ kind: 'waiting', attempt: this.#attempt, retryAt: Date.now() + pause, reason })
  }

  #drop(): void {
    if (!this.#socket) return
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null
    this.#socket.close()
    this.#socket = null
  }
}

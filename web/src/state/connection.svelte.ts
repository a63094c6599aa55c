/**
 * The page's one connection to the server: it numbers commands and brings each answer to whoever sent the command.
 * It knows no run: messages and frames that answer nothing go to its listener.
 */

import type { Command, Error as Refusal, Generated, Message, Run, Traced, Welcome } from '../wire/protocol'
import { readFrame, type Frame } from '../wire/frame'
import { Socket, type Link } from '../wire/socket'

type Distribute<T, Left extends string> = T extends unknown ? Omit<T, Left> : never
/** A command before the connection has given it a number. */
export type Unnumbered = Distribute<Command, 'ref'>
/** A command to one run, before that run has put its id into it. */
export type RunCommand = Distribute<Extract<Command, { run: string }>, 'run' | 'ref'>
export type Refused = (refusal: Refusal) => void
type Answer = Traced | Generated

export interface Listener {
  run(run: Run): void
  /** A refusal of a command that nobody waits for any more, or of none at all. */
  refused: Refused
  frame(frame: Frame): void
  link(link: Link): void
}

interface Waiting {
  /** The run that the command was for, if any. */
  run: string | null
  refused: Refused
  /** Where the command was a question: takes its answer. */
  answered?: (answer: Answer) => void
  /** Where the command was a question: takes the reason why no answer will come. */
  failed?: (reason: Error) => void
}

const GONE = 'The connection is gone.'

export class Connection {
  link = $state.raw<Link>({ kind: 'connecting', attempt: 0 })
  readonly #socket: Socket
  /** Commands without an answer yet, by number. */
  readonly #waiting = new Map<number, Waiting>()
  #ref = 0
  /** Release and protocol of the server that this page came from. */
  #release = ''

  constructor(
    url: string,
    readonly listener: Listener,
  ) {
    this.#socket = new Socket(url, {
      message: (message) => this.#receive(message),
      frame: (bytes) => listener.frame(readFrame(bytes)),
      link: (link) => this.#changeLink(link),
    })
  }

  connect = (): void => this.#socket.connect()

  /** Sends a command and returns its number; 0 where there is no connection. */
  send(command: Unnumbered, refused: Refused = (refusal) => this.listener.refused(refusal)): number {
    const ref = ++this.#ref
    if (!this.#socket.send({ ...command, ref } as Command)) return 0
    this.#waiting.set(ref, { run: 'run' in command ? command.run : null, refused })
    return ref
  }

  /** Sends a question. Its promise is rejected with a sentence for a person where there will be no answer. */
  ask<A extends Answer>(command: Unnumbered): Promise<A> {
    return new Promise((resolve, reject) => {
      const ref = this.send(command, ({ message }) => reject(new Error(message)))
      const waiting = this.#waiting.get(ref)
      if (waiting) Object.assign(waiting, { answered: resolve, failed: reject })
      else reject(new Error(GONE))
    })
  }

  /** Nobody waits for the answer to this command any more: it came by another way, or is too late. */
  settle(ref: number): void {
    this.#waiting.delete(ref)
  }

  /** Questions to this run will not be answered any more. */
  abandon(run: string, reason: string): void {
    this.#fail(([, waiting]) => waiting.run === run && waiting.failed !== undefined, reason)
  }

  #fail(chosen: (entry: [number, Waiting]) => boolean, reason: string): void {
    for (const entry of [...this.#waiting].filter(chosen)) {
      this.#waiting.delete(entry[0])
      entry[1].failed?.(new Error(reason))
    }
  }

  #changeLink(link: Link): void {
    this.link = link
    this.#fail(() => true, GONE)
    this.listener.link(link)
  }

  #receive(message: Message): void {
    if (message.type === 'welcome') return this.#welcome(message)
    const waiting = this.#waiting.get(message.ref ?? 0)
    this.#waiting.delete(message.ref ?? 0)
    if (message.type === 'run') this.listener.run(message)
    else if (message.type === 'error') (waiting?.refused ?? this.listener.refused)(message)
    else waiting?.answered?.(message)
  }

  /** A server that was renewed speaks to its own page: this one makes way for it, and the tab's run goes on there. */
  #welcome({ version, protocol }: Welcome): void {
    const release = `${version} ${protocol}`
    if (this.#release && release !== this.#release) location.reload()
    this.#release ||= release
  }
}

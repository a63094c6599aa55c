/**
 * Turned knobs on their way to the server: at most thirty messages a second while a slider moves, and always the last
 * value. Until the server confirms or refuses, the control shows the hand's value, then the server's.
 */

const PAUSE_MS = 33

type Values = Record<string, unknown>
/** Sends the values and returns the number of the message; 0 where it could not be sent. */
type Send = (knobs: Values, dataKnobs: Values) => number

interface Turn {
  value: unknown
  /** The message that carries it; 0 until it is sent. */
  ref: number
}

export class Tuner {
  /** Turns not answered yet, by name; data knobs carry the prefix of addresses, `data.`. */
  turns = $state.raw<Record<string, Turn>>({})
  #timer: ReturnType<typeof setTimeout> | undefined
  #again = false

  constructor(readonly send: Send) {}

  turn(name: string, value: unknown): void {
    this.turnAll({ [name]: value })
  }

  /** Sends several in one message, so that the next command finds all of them turned. */
  turnAll(values: Values): void {
    const turns = Object.entries(values).map(([name, value]) => [name, { value, ref: 0 }] as const)
    this.turns = { ...this.turns, ...Object.fromEntries(turns) }
    if (this.#timer === undefined) this.#flush()
    else this.#again = true
  }

  /** The value to show for a knob whose confirmed value is given. */
  shown(name: string, confirmed: unknown): unknown {
    const turn = this.turns[name]
    return turn ? turn.value : confirmed
  }

  /** The server has confirmed or refused message `ref`: from here on its own values are shown. */
  settle(ref: number): void {
    const open = Object.entries(this.turns).filter(([, turn]) => turn.ref === 0 || turn.ref > ref)
    this.turns = Object.fromEntries(open)
  }

  forget(): void {
    this.turns = {}
  }

  #flush(): void {
    const unsent = Object.entries(this.turns).filter(([, turn]) => turn.ref === 0)
    const isData = ([name]: [string, Turn]): boolean => name.startsWith('data.')
    const knobs = Object.fromEntries(unsent.filter((entry) => !isData(entry)).map(([name, { value }]) => [name, value]))
    const data = Object.fromEntries(
      unsent.filter(isData).map(([name, { value }]) => [name.slice('data.'.length), value]),
    )
    const ref = this.send(knobs, data)
    if (!ref) return this.forget()
    const sent = Object.fromEntries(unsent.map(([name, { value }]) => [name, { value, ref }]))
    this.turns = { ...this.turns, ...sent }
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (!this.#again) return
      this.#again = false
      this.#flush()
    }, PAUSE_MS)
  }
}

/**
 * Slow motion: the next round's sub-steps one after another, played or stepped forward and back. The server computes
 * them beside the run; once the last has been seen, the run really makes the round, and the next one begins.
 */

import type { Run, Substep, Traced } from '../../wire/protocol'

/** Sub-steps a second. */
export const RATES = [0.25, 0.5, 1, 2, 4]
const USUAL = 2
/** Rounds one can go back to. */
const KEPT = 30

/** What slow motion needs of the run. */
export interface Player {
  readonly run: Run | null
  trace(): Promise<Traced>
  step(rounds: number): void
  send(command: { type: 'play' } | { type: 'pause' }): boolean
}

export class Slow {
  active = $state(false)
  playing = $state(false)
  /** Index into RATES. */
  rate = $state(USUAL)
  /** Why there is no next round. */
  problem = $state<string | null>(null)
  /** The rounds seen, the newest last; and which of them is shown. */
  rounds = $state.raw<Traced[]>([])
  round = $state(0)
  index = $state(0)
  #waiting = false
  /** Whether the run trained before. */
  #resumes = false
  /** Of the run that the newest round was computed from. */
  #version = -1
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Grows when what is under way is no longer wanted. */
  #turn = 0

  constructor(readonly player: Player) {}

  get traced(): Traced | null {
    return this.active ? (this.rounds[this.round] ?? null) : null
  }

  get substep(): Substep | null {
    return this.traced?.substeps[this.index] ?? null
  }

  /** What the sub-steps of this update have brought to the picture so far. */
  get samples(): Substep['samples'] {
    const { traced, substep, index } = this
    if (!traced || !substep) return {}
    const so_far = traced.substeps
      .slice(0, index + 1)
      .filter(({ network, update }) => network === substep.network && update === substep.update)
    return Object.assign({}, ...so_far.map(({ samples }) => samples))
  }

  get atStart(): boolean {
    return this.index === 0 && this.round === 0
  }

  /** Pauses the run and begins with its next round. */
  enter(playing = true): void {
    const { run } = this.player
    if (this.active || !run) return
    this.active = true
    this.#resumes = run.state === 'running'
    if (this.#resumes) this.player.send({ type: 'pause' })
    this.#forget()
    void this.#fetch(playing)
  }

  /** Goes, and lets the run train on where it did so before. */
  leave(resume = true): void {
    if (!this.active) return
    this.active = false
    this.pause()
    this.#forget()
    if (resume && this.#resumes) this.player.send({ type: 'play' })
  }

  toggle(): void {
    if (this.playing) this.pause()
    else this.play()
  }

  play(): void {
    this.playing = true
    this.#tick()
  }

  pause(): void {
    this.playing = false
    clearTimeout(this.#timer)
  }

  /** The next sub-step; after the last one the run makes the round, and the next is asked for. */
  forward(): void {
    const { traced } = this
    if (!traced || this.#waiting) return
    if (this.index + 1 < traced.substeps.length) this.index += 1
    else if (this.round + 1 < this.rounds.length) this.#show(this.round + 1, 0)
    else {
      // Where there was no next round, the last one seen has been made already.
      if (this.problem === null) this.player.step(1)
      void this.#fetch(this.playing)
    }
  }

  /** Back by a sub-step, and into the rounds seen before; the run itself stays where it is. */
  back(): void {
    this.pause()
    if (this.index > 0) this.index -= 1
    else if (this.round > 0) this.#show(this.round - 1, this.rounds[this.round - 1]!.substeps.length - 1)
  }

  seek(index: number): void {
    this.pause()
    this.index = index
  }

  /** The run has changed by other hands: who plays it leaves slow motion, what is another run's is forgotten. */
  follow(run: Run | null): void {
    if (!this.active || this.#waiting) return
    if (!run) return this.leave(false)
    const newest = this.rounds.at(-1)
    if (run.state === 'running') return this.leave(false)
    const known = run.epoch === newest?.epoch && run.step === newest.step && run.version === this.#version
    if (known && this.problem === null) return
    if (this.problem !== null && (run.state === 'diverged' || run.state === 'failed')) return
    if (newest && run.epoch !== newest.epoch) this.#forget()
    else this.rounds = this.rounds.filter(({ step }) => step < run.step)
    void this.#fetch(this.playing)
  }

  async #fetch(playing: boolean): Promise<void> {
    const turn = ++this.#turn
    this.#waiting = true
    clearTimeout(this.#timer)
    // It plays on while it waits, so that a press of the button meanwhile means what the button says.
    this.playing = playing
    try {
      const traced = await this.player.trace()
      if (turn !== this.#turn) return
      const { run } = this.player
      if (run && traced.epoch < run.epoch) return void this.#fetch(this.playing)
      this.problem = null
      this.#version = run?.version ?? -1
      this.#add(traced)
      if (this.playing) this.play()
    } catch (reason) {
      if (turn !== this.#turn) return
      this.problem = reason instanceof Error ? reason.message : String(reason)
      this.pause()
    } finally {
      if (turn === this.#turn) this.#waiting = false
    }
  }

  #add(traced: Traced): void {
    const before = this.rounds.filter(({ step, epoch }) => epoch === traced.epoch && step < traced.step)
    this.rounds = [...before, traced].slice(-KEPT)
    this.#show(this.rounds.length - 1, 0)
  }

  #show(round: number, index: number): void {
    this.round = round
    this.index = index
  }

  #forget(): void {
    this.#turn += 1
    this.#waiting = false
    this.problem = null
    this.rounds = []
    this.#show(0, 0)
  }

  #tick(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (!this.playing) return
      this.forward()
      // While the next round is on its way its arrival goes on playing.
      if (this.playing) this.#tick()
    }, 1000 / RATES[this.rate]!)
  }
}

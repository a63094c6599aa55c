/**
 * Slow motion: the sub-steps of the next step one after another, played or stepped forward and back. The server computes
 * them beside the run. After the last of them the run really makes the step, and the next one begins.
 */

import type { Run, Substep, Traced } from '../../wire/protocol'

/** Sub-steps a second. */
export const RATES = [0.25, 0.5, 1, 2, 4]
const USUAL = 2
/** How many steps one can go back to. */
const KEPT = 30

/** What slow motion needs of the run. */
export interface Player {
  readonly run: Run | null
  trace(): Promise<Traced>
  step(steps: number): void
  send(command: { type: 'play' } | { type: 'pause' }): boolean
}

export class Slow {
  active = $state(false)
  playing = $state(false)
  /** Index into RATES. */
  rate = $state(USUAL)
  /** Why there is no next step. */
  problem = $state<string | null>(null)
  /** The steps seen, the newest last; and which of them is shown. */
  steps = $state.raw<Traced[]>([])
  shown = $state(0)
  index = $state(0)
  #waiting = false
  /** Whether the run trained before. */
  #resumes = false
  /** Version of the run that the newest step was computed from. */
  #version = -1
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Grows when what is under way is no longer wanted. */
  #turn = 0

  constructor(readonly player: Player) {}

  get traced(): Traced | null {
    return this.active ? (this.steps[this.shown] ?? null) : null
  }

  get substep(): Substep | null {
    return this.traced?.substeps[this.index] ?? null
  }

  /** What the sub-steps of this update have brought to the picture so far. */
  get samples(): Substep['samples'] {
    const { traced, substep, index } = this
    if (!traced || !substep) return {}
    const soFar = traced.substeps
      .slice(0, index + 1)
      .filter(({ network, update }) => network === substep.network && update === substep.update)
    return Object.assign({}, ...soFar.map(({ samples }) => samples))
  }

  get atStart(): boolean {
    return this.index === 0 && this.shown === 0
  }

  /** Pauses the run and begins with its next step. */
  enter(playing = true): void {
    const { run } = this.player
    if (this.active || !run) return
    this.active = true
    this.#resumes = run.state === 'running'
    if (this.#resumes) this.player.send({ type: 'pause' })
    this.#forget()
    void this.#fetch(playing)
  }

  /** Leaves slow motion; the run trains on if it did so before. */
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

  /** The next sub-step; after the last one the run makes the step, and the next is asked for. */
  forward(): void {
    const { traced } = this
    if (!traced || this.#waiting) return
    if (this.index + 1 < traced.substeps.length) this.index += 1
    else if (this.shown + 1 < this.steps.length) this.#show(this.shown + 1, 0)
    else {
      // Where there was no next step, the last one seen has been made already.
      if (this.problem === null) this.player.step(1)
      void this.#fetch(this.playing)
    }
  }

  /** Back by a sub-step, also into the steps seen before; the run itself stays where it is. */
  back(): void {
    this.pause()
    if (this.index > 0) this.index -= 1
    else if (this.shown > 0) this.#show(this.shown - 1, this.steps[this.shown - 1]!.substeps.length - 1)
  }

  seek(index: number): void {
    this.pause()
    this.index = index
  }

  /** The run has changed. Slow motion ends where somebody else has started it, and forgets steps of other networks. */
  follow(run: Run | null): void {
    if (!this.active || this.#waiting) return
    if (!run) return this.leave(false)
    const newest = this.steps.at(-1)
    if (run.state === 'running') return this.leave(false)
    const isSeen = run.epoch === newest?.epoch && run.step === newest.step && run.version === this.#version
    if (isSeen && this.problem === null) return
    if (this.problem !== null && (run.state === 'diverged' || run.state === 'failed')) return
    if (newest && run.epoch !== newest.epoch) this.#forget()
    else this.steps = this.steps.filter(({ step }) => step < run.step)
    void this.#fetch(this.playing)
  }

  async #fetch(playing: boolean): Promise<void> {
    const turn = ++this.#turn
    this.#waiting = true
    clearTimeout(this.#timer)
    // It counts as playing while it waits, so that a press of the button does what the button says.
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
    const before = this.steps.filter(({ step, epoch }) => epoch === traced.epoch && step < traced.step)
    this.steps = [...before, traced].slice(-KEPT)
    this.#show(this.steps.length - 1, 0)
  }

  #show(shown: number, index: number): void {
    this.shown = shown
    this.index = index
  }

  #forget(): void {
    this.#turn += 1
    this.#waiting = false
    this.problem = null
    this.steps = []
    this.#show(0, 0)
  }

  #tick(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (!this.playing) return
      this.forward()
      // While the next step is on its way, its arrival continues the play.
      if (this.playing) this.#tick()
    }, 1000 / RATES[this.rate]!)
  }
}

/**
 * What arrives of one run: the newest picture, the curve and the measures. Arrays that are sent seldom are taken over
 * from the picture before.
 */

import type { Frame } from '../../wire/frame'
import type { CurvePart, FrameHeader, Measures, MeasuresSoFar } from '../../wire/protocol'
import type { Bytes, Tensor } from '../../wire/safetensors'
import { Curve, type Gap } from './curve'
import { History } from './history'

export interface Picture {
  step: number
  epoch: number
  version: number
  header: FrameHeader
  /** The newest of each since the run was last built. */
  arrays: Record<string, Tensor>
  bytes: Record<string, Bytes>
}

/** Whether the picture has the dimensions of the run's data. The run changes before the first picture of new data comes. */
export function fits(picture: Picture | null, run: { toy: { dims: number } | null } | null): picture is Picture {
  if (picture === null || !run) return false
  return picture.header.toy?.dims === run.toy?.dims
}

/** Any picture is newer than this. */
export const NOTHING_YET = { step: -1, epoch: -1 }

/** The server hears of new steps ten times a second, pictures show them at once. */
const AGAIN_MS = 100

/** How many pictures may wait for their animation frame. They come in twos where the network or the machine is uneven. */
const WAITING = 2

export class Arrivals {
  /** What the stage shows; renewed at most once an animation frame. */
  picture = $state.raw<Picture | null>(null)
  measures = $state.raw<Measures | null>(null)
  /** Grows when earlier measures have come. */
  historyVersion = $state(0)
  /** Grows whenever the curve does. */
  curveVersion = $state(0)
  /** Grows whenever the curve begins anew. A pause, a turned knob and other data continue it. */
  beginnings = $state(0)
  readonly curve = new Curve()
  /** All measures since the run was last built. */
  readonly history = new History()
  /** Grows with every picture that comes, shown or not. */
  arrived = $state(0)
  newest = NOTHING_YET
  /** Oldest first. One is shown in each animation frame, so that motion stays even. */
  #waiting: Picture[] = []
  #measuredText = ''
  #run = ''
  #fetching = false

  /** From now on only pictures of this run count. */
  follow(run: string): void {
    this.#run = run
    this.newest = NOTHING_YET
    this.#waiting = []
    this.picture = null
    this.measures = null
    this.#forgetMeasures()
    this.#restart()
  }

  add({ header, tensors, bytes }: Frame): void {
    if (header.run !== this.#run) return
    const { step, epoch, version } = header
    const rebuilt = epoch !== this.newest.epoch
    if (rebuilt) {
      this.#forgetMeasures()
      void this.#fetchMeasures(epoch)
    }
    // A reset begins a new curve; other data under the same networks continue the old one.
    if (rebuilt && step < this.newest.step) this.#restart()
    if (tensors['curve']) this.#addCurve(header.curve_from, tensors['curve'])
    const before = this.#waiting.at(-1) ?? this.picture
    // The real samples come with each epoch's first picture.
    const old = rebuilt ? null : before
    const picture = {
      step,
      epoch,
      version,
      header,
      arrays: { ...old?.arrays, ...tensors },
      bytes: { ...old?.bytes, ...bytes },
    }
    this.#waiting = [...(rebuilt ? [] : this.#waiting), picture].slice(-WAITING)
    this.newest = { step, epoch }
    this.arrived += 1
  }

  /** Whether another picture is there to be shown. */
  get waits(): boolean {
    return this.#waiting.length > 0
  }

  /** Moves the next picture that has arrived onto the page. */
  show(): void {
    const next = this.#waiting.shift()
    if (!next) return
    this.picture = next
    const { measures } = this.picture.header
    if (measures) this.#takeMeasures(measures)
    else this.measures = null
    this.curveVersion += 1
  }

  /** Every picture brings the newest measures, also where they are the same as before. */
  #takeMeasures(measures: Measures): void {
    const text = JSON.stringify(measures)
    if (text === this.#measuredText) return
    this.#measuredText = text
    this.measures = measures
    this.history.add(measures.step, measures.values)
  }

  #forgetMeasures(): void {
    this.history.clear()
    this.#measuredText = ''
  }

  /** Fetches what was measured before the page came, or while it showed another run. */
  async #fetchMeasures(epoch: number): Promise<void> {
    const run = this.#run
    try {
      const response = await fetch(`/api/runs/${run}/measures`)
      if (!response.ok) return
      const earlier: MeasuresSoFar = await response.json()
      // The run was built again meanwhile: its next picture asks once more.
      if (run !== this.#run || earlier.epoch !== epoch || epoch !== this.newest.epoch) return
      this.history.fill(earlier.steps, earlier.columns)
      this.historyVersion += 1
    } catch {
      // The connection is gone: charts begin with what comes.
    }
  }

  #addCurve(from: number, rows: Tensor): void {
    const gap = this.curve.add(from, rows)
    if (gap && !this.#fetching) void this.#fetch(gap)
  }

  async #fetch(first: Gap): Promise<void> {
    // By this number an answer about an older curve is recognised.
    const { beginnings } = this
    this.#fetching = true
    try {
      let gap: Gap | null = first
      while (gap && beginnings === this.beginnings) {
        const response = await fetch(`/api/runs/${this.#run}/curve?from=${gap.from}&to=${gap.to}`)
        if (!response.ok) return
        const { steps, rows }: CurvePart = await response.json()
        if (beginnings !== this.beginnings) return
        gap = this.curve.fill(gap, steps, rows)
        this.curveVersion += 1
        if (gap) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    } catch {
      // The connection is gone: the next frame shows the same gap, and it is asked for again.
    } finally {
      this.#fetching = false
    }
  }

  #restart(): void {
    this.curve.clear()
    this.beginnings += 1
  }
}

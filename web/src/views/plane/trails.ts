/** Where each fake has been in the last pictures. The noise shown is always the same, so that each can be followed. */

import type { Theme } from '../../canvas/theme'
import type { Frame } from './frame'
import type { PlaneLayer } from './layer'

const KEPT = 20
/** A trail should last about a second, so pictures that follow faster than this are skipped. */
const APART_MS = 50
/** The most steps that a trail goes back: with few pictures, longer trails would be confusing. */
const LONGEST_STEPS = 150
/** A trail fades in this many stretches. */
const STRETCHES = 5

export const trails: PlaneLayer = {
  id: 'trails',
  label: 'Trails',
  title: 'Where each fake has been in the last pictures',
  mark: 'trail',
  needs: ['fake'],
  depth: 3,
  draw(context, { arrays: { fake }, trail = [], carried = 1 }, frame, theme) {
    if (fake && trail.length && carried === 1) drawTrails(context, trail, fake.data, frame, theme)
  },
}

export class Trails {
  /** Positions `(n, 2)` in data units, the oldest first. */
  past: readonly Float32Array[] = []
  #steps: readonly number[] = []
  #of = ''
  #last = -Infinity

  /** Positions of the fakes after `step`, at `now` (ms); those of another run, or after a reset, begin a new trail. */
  add(positions: Float32Array, of: string, step: number, now: number): void {
    if (of !== this.#of || this.past[0]?.length !== positions.length) this.clear()
    this.#of = of
    if (now - this.#last < APART_MS || this.past.at(-1) === positions) return
    this.#last = now
    const first = this.#steps.filter((other) => other < step - LONGEST_STEPS).length
    this.past = [...this.past.slice(first), positions].slice(-KEPT)
    this.#steps = [...this.#steps.slice(first), step].slice(-KEPT)
  }

  clear(): void {
    this.past = []
    this.#steps = []
    this.#last = -Infinity
  }
}

/** Lines through where the fakes were to where they are, the fainter the longer ago. */
export function drawTrails(
  context: CanvasRenderingContext2D,
  past: readonly Float32Array[],
  now: Float32Array,
  frame: Frame,
  theme: Theme,
): void {
  const pictures = past.at(-1) === now ? past : [...past, now]
  context.strokeStyle = theme.fake
  context.lineWidth = theme.line * 0.8
  context.lineJoin = 'round'
  const last = pictures.length - 1
  const each = Math.ceil(last / STRETCHES)
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const end = last - (STRETCHES - 1 - stretch) * each
    const start = Math.max(0, end - each)
    if (end <= start) continue
    context.globalAlpha = (0.5 * (stretch + 1)) / STRETCHES
    trace(context, pictures.slice(start, end + 1), frame)
  }
  context.globalAlpha = 1
}

function trace(context: CanvasRenderingContext2D, pictures: readonly Float32Array[], frame: Frame): void {
  context.beginPath()
  for (let i = 0; i < pictures[0]!.length; i += 2) {
    context.moveTo(frame.x(pictures[0]![i]!), frame.y(pictures[0]![i + 1]!))
    for (const picture of pictures.slice(1)) context.lineTo(frame.x(picture[i]!), frame.y(picture[i + 1]!))
  }
  context.stroke()
}

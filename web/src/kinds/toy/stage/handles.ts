/** Handles for the Gaussians of the data: where they are on the stage, and which knobs a drag changes. */

import { nearest, type Control } from '../../../wire/schema'
import { layOut } from '../../../views/line/axes'
import { fit } from '../../../views/plane/frame'
import type { Size } from '../../../canvas/canvas'

/** Names of the data's knobs, as the catalogue has them; a coordinate without one is 0. */
export interface Handle {
  x?: string
  y?: string
  sx?: string
  sy?: string
}

/** A handle: for a centre, or for a spread beside it. */
export interface Grip {
  name: string
  kind: 'centre' | 'spread'
  px: number
  py: number
  /** Knobs that a movement along each axis turns. */
  across?: string
  up?: string
  /** The centre that it belongs to. */
  from: readonly [px: number, py: number]
}

/** A spread's handle is two standard deviations and this many pixels away from the centre, so they never overlap. */
const APART = 26
const SIGMAS = 2
/** A place is rounded to this part of the stage. */
const STEPS = 1000

/** From data to pixels and back. */
interface Places {
  place: (x: number, y: number) => [number, number]
  data: (px: number, py: number) => [number, number]
  /** Pixels of one unit along each axis. */
  units: [number, number]
}

export function placesOn(box: number[], size: Size): Places {
  const [low = 0, high = 1] = box
  if (box.length === 2) {
    const { x, floor } = layOut({ box, arrays: {} }, size)
    const unit = x(1) - x(0)
    return { place: (at) => [x(at), floor], data: (px) => [low + (px - x(low)) / unit, 0], units: [unit, 0] }
  }
  const frame = fit(box, size)
  const units: [number, number] = [frame.width / (high - low), frame.height / (box[3]! - box[2]!)]
  return { place: (x, y) => [frame.x(x), frame.y(y)], data: frame.at, units }
}

export function gripsOf(handles: Handle[], values: Record<string, number>, { place, units }: Places): Grip[] {
  return handles.flatMap(({ x, y, sx, sy }, i) => {
    const name = handles.length > 1 ? `Gaussian ${i + 1}` : 'Gaussian'
    const from = place(x ? values[x]! : 0, y ? values[y]! : 0)
    const [px, py] = from
    const away = (knob: string, unit: number): number => APART + SIGMAS * values[knob]! * unit
    const grips: Grip[] = [
      { name: `${name}: centre`, kind: 'centre', px, py, from, ...(x && { across: x }), ...(y && { up: y }) },
    ]
    if (sx)
      grips.push({
        name: `${name}: spread`,
        kind: 'spread',
        px: px + away(sx, units[0]),
        py,
        from,
        across: sx,
      })
    if (sy)
      grips.push({
        name: `${name}: spread upwards`,
        kind: 'spread',
        px,
        py: py - away(sy, units[1]),
        from,
        up: sy,
      })
    return grips
  })
}

/** The knobs and values for a handle that is moved to a place, within the limits of the knobs and the stage. */
export function turnsOf(
  grip: Grip,
  [px, py]: readonly [number, number],
  controls: Control[],
  box: number[],
  { data, units }: Places,
): Record<string, number> {
  const turns: Record<string, number> = {}
  const turn = (name: string | undefined, value: number): void => {
    const control = controls.find((control) => control.name === name)
    const near = control && nearest(control, value)
    if (typeof near === 'number') turns[control!.name] = near
  }
  if (grip.kind === 'spread') {
    const sigma = (pixels: number, unit: number): number =>
      Number((Math.max(0, pixels - APART) / SIGMAS / unit).toPrecision(3))
    if (grip.across) turn(grip.across, sigma(px - grip.from[0], units[0]))
    if (grip.up) turn(grip.up, sigma(grip.from[1] - py, units[1]))
    return turns
  }
  const [x, y] = data(px, py)
  turn(grip.across, within(x, box[0]!, box[1]!))
  if (grip.up) turn(grip.up, within(y, box[2]!, box[3]!))
  return turns
}

function within(value: number, low: number, high: number): number {
  const digits = Math.max(0, Math.ceil(-Math.log10((high - low) / STEPS)))
  return Number(Math.min(high, Math.max(low, value)).toFixed(digits))
}

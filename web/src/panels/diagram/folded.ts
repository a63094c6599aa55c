/**
 * Where the arrows run when the diagram is folded for a narrow page, three parts to a row: the first row to the right,
 * the last one back to the left, D at the turn below what is real and what is fake.
 */

import type { Box } from './edges'
import type { Arrow } from '../../wire/protocol'

/** Pixels between an arrow's ends and the boxes. */
const AIR = 4
/** How far the way from fake to D swings out. */
const SWING = 12
/** Height of a part's name, below its box. */
const NAME = 18

const middle = ({ top, height }: Box): number => top + height / 2
const centre = ({ left, width }: Box): number => left + width / 2
const right = ({ left, width }: Box): number => left + width
const bottom = ({ top, height }: Box): number => top + height

/** As an SVG path. */
export function foldedPath({ source, target, back }: Arrow, boxes: Record<string, Box>): string | null {
  const [a, b] = [boxes[source], boxes[target]]
  if (!a || !b || !a.width || !b.width) return null
  if (back) {
    if (source === 'd') return toGradient(a, b)
    if (source === 'gradient') return path([centre(a), a.top - AIR], [centre(a), bottom(b) + NAME])
    return past(a, b, boxes['predictions'])
  }
  if (source === 'fake') return around(a, b)
  if (source === 'real') return path([centre(a), bottom(a) + NAME], [centre(a), b.top - AIR])
  const y = level(a, b)
  return b.left >= right(a)
    ? path([right(a) + AIR, y], [b.left - AIR, y])
    : path([a.left - AIR, y], [right(b) + AIR, y])
}

type Place = [x: number, y: number]
const path = ([x0, y0]: Place, [x1, y1]: Place): string => `M${round(x0)} ${round(y0)}L${round(x1)} ${round(y1)}`

/** The height of an arrow between two boxes side by side: the middle of the lower one. */
const level = (a: Box, b: Box): number => middle(b.height < a.height ? b : a)

/** From fake down the right side, past what is real. */
function around(fake: Box, d: Box): string {
  const [x0, x1, out] = [right(fake) + AIR, right(d) + AIR, Math.max(right(fake), right(d)) + SWING]
  const [y0, y1] = [middle(fake), middle(d)]
  const [down, up] = [`Q${round(out)} ${round(y0)} ${round(out)} ${round(y0 + SWING)}`, round(y1 - SWING)]
  return `M${round(x0)} ${round(y0)}${down}V${up}Q${round(out)} ${round(y1)} ${round(x1)} ${round(y1)}`
}

/** From D's corner up to its gradient, on the left of what is real. */
function toGradient(d: Box, gradient: Box): string {
  const [x, y] = [d.left + SWING / 4, middle(gradient)]
  const turn = `Q${round(x)} ${round(y)} ${round(x - SWING)} ${round(y)}`
  return `M${round(x)} ${round(d.top - AIR)}V${round(y + SWING)}${turn}H${round(right(gradient) + AIR)}`
}

/** From a loss to D, past the predictions. */
function past(loss: Box, d: Box, predictions: Box | undefined): string {
  const y = middle(loss) < middle(d) ? loss.top + loss.height / 4 : bottom(loss) - loss.height / 4
  if (!predictions) return path([right(loss) + AIR, y], [d.left - AIR, y])
  return (
    path([right(loss) + AIR, y], [predictions.left - AIR, y]) + path([right(predictions) + AIR, y], [d.left - AIR, y])
  )
}

const round = (value: number): number => Math.round(value * 10) / 10

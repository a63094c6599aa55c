/** Where the arrows of the diagram run, from the boxes of its parts. */

import type { Arrow } from '../../wire/protocol'

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

const middle = ({ top, height }: Box): number => top + height / 2
const right = ({ left, width }: Box): number => left + width
/** Pixels between an arrow's ends and the boxes. */
const AIR = 4

/** An arrow as an SVG path; gradients run from right to left. */
export function pathOf({ source, target, back }: Arrow, boxes: Record<string, Box>): string | null {
  const [a, b] = [boxes[source], boxes[target]]
  if (!a || !b || !a.width || !b.width) return null
  if (!back) return curve(right(a) + AIR, level(a, b), b.left - AIR, level(b, a))
  if (source === 'd' && target === 'g') return straight(a, b, boxes['real'])
  if (source === 'd') return between(a, b, boxes['real'])
  return source === 'gradient'
    ? line(a.left - AIR, middle(a), right(b) + AIR, middle(a))
    : below(a, b, boxes['predictions'])
}

/** The height at which an arrow leaves or meets a box: the middle of the smaller of the two, within this box. */
function level(box: Box, other: Box): number {
  return Math.min(
    box.top + box.height * 0.9,
    Math.max(box.top + box.height * 0.1, middle(other.height < box.height ? other : box)),
  )
}

function curve(x0: number, y0: number, x1: number, y1: number): string {
  const x = (x0 + x1) / 2
  return `M${round(x0)} ${round(y0)}C${round(x)} ${round(y0)} ${round(x)} ${round(y1)} ${round(x1)} ${round(y1)}`
}

const line = (x0: number, y0: number, x1: number, y1: number): string =>
  `M${round(x0)} ${round(y0)}L${round(x1)} ${round(y1)}`

/** From D to its gradient between what is fake and what is real. */
function between(d: Box, gradient: Box, real: Box | undefined): string {
  const y = real ? real.top - AIR - 1 : middle(d)
  const turn = real ? real.left - AIR : (d.left + right(gradient)) / 2
  const end = right(gradient) + AIR
  return `M${round(d.left - AIR)} ${round(y)}H${round(turn)}C${round((turn + end) / 2)} ${round(y)} ${round(turn)} ${round(middle(gradient))} ${round(end)} ${round(middle(gradient))}`
}

/** From D to G between what is fake and what is real. */
function straight(d: Box, g: Box, real: Box | undefined): string {
  const y = real ? real.top - AIR - 1 : middle(d)
  return line(d.left - AIR, y, right(g) + AIR, y)
}

/** From a loss to D, below or above the predictions. */
function below(loss: Box, d: Box, predictions: Box | undefined): string {
  const y0 = middle(loss) + 5
  if (!predictions) return line(loss.left - AIR, y0, right(d) + AIR, y0)
  const y =
    y0 > middle(predictions) ? predictions.top + predictions.height * 0.85 : predictions.top + predictions.height * 0.15
  const [a, b] = [right(predictions) + AIR, predictions.left - AIR]
  return `${curve(loss.left - AIR, y0, a, y)}M${round(b)} ${round(y)}L${round(right(d) + AIR)} ${round(y)}`
}

const round = (value: number): number => Math.round(value * 10) / 10

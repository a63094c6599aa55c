/** The plane of (θ, ψ): the field as arrows, the path of training over it; and below it the two points and D themselves. */

import { opinionRamp } from '../canvas/colour'
import type { Theme } from '../canvas/theme'
import { dots, label, triangles } from '../views/marks'
import type { Size } from '../canvas/canvas'
import type { Point } from './choice'
import type { Field } from './game'
import { sigmoid } from './losses'

type Context = CanvasRenderingContext2D

/** The plane is seen from −EDGE to EDGE both ways. */
const EDGE = 2.2
const ARROWS = 15
/** An arrow at this speed has half its greatest length: slow places stay visible, fast ones do not shout. */
const HALF_SPEED = 0.7

export interface Plane {
  x(theta: number): number
  y(psi: number): number
  point(px: number, py: number): Point
}

export function planeOf({ width, height }: Size): Plane {
  const [perX, perY] = [width / (2 * EDGE), height / (2 * EDGE)]
  return {
    x: (theta) => (theta + EDGE) * perX,
    y: (psi) => (EDGE - psi) * perY,
    point: (px, py) => [px / perX - EDGE, EDGE - py / perY],
  }
}

export function drawPortrait(context: Context, field: Field, path: Point[], theme: Theme, size: Size): void {
  const plane = planeOf(size)
  context.clearRect(0, 0, size.width, size.height)
  drawAxes(context, plane, theme, size)
  drawArrows(context, field, plane, theme, size)
  drawPath(context, path, plane, theme)
}

function drawAxes(context: Context, { x, y }: Plane, theme: Theme, { width, height }: Size): void {
  context.strokeStyle = theme.muted
  context.globalAlpha = 0.35
  context.lineWidth = theme.line
  context.beginPath()
  context.moveTo(0, y(0))
  context.lineTo(width, y(0))
  context.moveTo(x(0), 0)
  context.lineTo(x(0), height)
  context.stroke()
  context.globalAlpha = 1
  label(context, 'θ, where G puts its point', width - 8, y(0) + 1.5 * theme.text, theme, 'right')
  label(context, 'ψ, the slope of D', x(0) + 8, 1.4 * theme.text, theme, 'left')
}

function drawArrows(context: Context, field: Field, { x, y }: Plane, theme: Theme, { width }: Size): void {
  const cell = width / ARROWS
  context.strokeStyle = context.fillStyle = theme.muted
  context.globalAlpha = 0.55
  for (let i = 0; i < ARROWS * ARROWS; i++) {
    const [column, row] = [i % ARROWS, Math.floor(i / ARROWS)]
    const at = (cells: number): number => ((cells + 0.5) / ARROWS) * 2 * EDGE - EDGE
    const point: Point = [at(column), at(row)]
    const [dTheta, dPsi] = field(point)
    const speed = Math.hypot(dTheta, dPsi)
    if (speed < 1e-9) continue
    const length = (0.85 * cell * speed) / (speed + HALF_SPEED)
    arrow(context, x(point[0]), y(point[1]), Math.atan2(-dPsi, dTheta), length, theme.line)
  }
  context.globalAlpha = 1
}

/** Centred on its place. */
function arrow(context: Context, px: number, py: number, angle: number, length: number, line: number): void {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
  const [tipX, tipY] = [px + (dx * length) / 2, py + (dy * length) / 2]
  const head = Math.min(0.45 * length, 3 + 0.1 * length + line)
  context.lineWidth = line
  context.beginPath()
  context.moveTo(px - (dx * length) / 2, py - (dy * length) / 2)
  context.lineTo(tipX - dx * head, tipY - dy * head)
  context.stroke()
  context.beginPath()
  context.moveTo(tipX, tipY)
  context.lineTo(tipX - head * (dx + 0.45 * dy), tipY - head * (dy - 0.45 * dx))
  context.lineTo(tipX - head * (dx - 0.45 * dy), tipY - head * (dy + 0.45 * dx))
  context.fill()
}

function drawPath(context: Context, path: Point[], { x, y }: Plane, theme: Theme): void {
  context.strokeStyle = context.fillStyle = theme.ink
  context.lineWidth = theme.line
  context.globalAlpha = 0.5
  context.beginPath()
  path.forEach(([theta, psi], i) => (i ? context.lineTo(x(theta), y(psi)) : context.moveTo(x(theta), y(psi))))
  context.stroke()
  context.globalAlpha = 1
  for (const [theta, psi] of path) disc(context, x(theta), y(psi), 0.55 * theme.dot)
  const [theta, psi] = path.at(-1)!
  disc(context, x(theta), y(psi), 2 * theme.dot)
  // The equilibrium: the generated point is the real one, and D is flat.
  context.beginPath()
  context.arc(x(0), y(0), 2 * theme.dot, 0, 2 * Math.PI)
  context.stroke()
}

function disc(context: Context, px: number, py: number, radius: number): void {
  context.beginPath()
  context.arc(px, py, radius, 0, 2 * Math.PI)
  context.fill()
}

/** The GAN itself at one moment, over the same θ: the real point, the generated one, and D(x) = ψx as line and colour. */
export function drawScene(context: Context, [theta, psi]: Point, theme: Theme, { width, height }: Size): void {
  const { x, point } = planeOf({ width, height })
  const [ramp, middle] = [opinionRamp(theme), height / 2]
  for (let px = 0; px < width; px++) {
    const opinion = 2 * sigmoid(psi * point(px + 0.5, 0)[0]) - 1
    const shade = 3 * Math.round(((opinion + 1) / 2) * (ramp.length / 3 - 1))
    context.fillStyle = `rgb(${ramp.subarray(shade, shade + 3).join()})`
    context.fillRect(px, 0, 1, height)
  }
  const reach = (0.42 * height) / EDGE
  context.strokeStyle = theme.ink
  context.lineWidth = 1.5 * theme.line
  context.beginPath()
  context.moveTo(x(-EDGE), middle + psi * EDGE * reach)
  context.lineTo(x(EDGE), middle - psi * EDGE * reach)
  context.stroke()
  label(context, 'D(x) = ψx', 8, 1.4 * theme.text, theme, 'left')
  const large = { ...theme, dot: 2 * theme.dot }
  dots(context, [x(0), middle], theme.real, large)
  triangles(context, [x(theta), middle], theme.fake, large)
}

/** How uPlot draws the page's charts: thin lines, few ticks, and the level of a good value across them. */

import type UPlot from 'uplot'
import type { Span } from '../../../state/run/cursor.svelte'
import { count } from '../../../words/format'
import { MARKS, type Series } from '../../../charts/series'
import type { Theme } from '../../../canvas/theme'
import { apart, backward, forward, labelsOf, linearTicks, logTicks } from '../../../charts/ticks'

export interface YScale {
  low: number
  high: number
  /** Of the logarithmic scale, 0 for a linear one. */
  threshold: number
}

interface Wishes {
  theme: Theme
  series: () => Series[]
  span: () => Span
  y: YScale
  /** Written at the left end of the axis of steps, whose labels make room for it. */
  note: () => string
  /** Called after each drawing. */
  placed: (plot: UPlot) => void
}

/** Distances of ticks between steps, of which there is no half. */
const WHOLE = Array.from({ length: 8 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat()
/** Radius of a mark, as a multiple of that of a sample. */
const MARK = 1.3
const LEVEL_DASHES = [2, 3]
/** Height of a tick's label with spacing, in sizes of the text. */
const ROOM = 2.2
/** The same height without spacing. */
const TOUCHING = 1.15
/** Width of a digit, in sizes of the text. */
const DIGIT = 0.56
/** Average width of a letter, in sizes of the text. */
const LETTER = 0.5

export function chartOptions({
  theme,
  series,
  span,
  y,
  note,
  placed,
}: Wishes): Omit<UPlot.Options, 'width' | 'height'> {
  const axis = {
    stroke: theme.muted,
    font: `${theme.text}px ${theme.font}`,
    grid: { show: false },
    ticks: { show: false },
    gap: 4,
  }
  const half = (): number => (count(span()[1]).length * DIGIT * theme.text) / 2
  /** Labels that the note would touch are left out. */
  const beside = (plot: UPlot, labels: string[], ticks: number[]): string[] => {
    const end = (note().length && note().length + 1) * LETTER * theme.text
    const left = (i: number): number =>
      plot.bbox.left / devicePixelRatio + plot.valToPos(ticks[i]!, 'x') - (labels[i]!.length * DIGIT * theme.text) / 2
    return end ? labels.map((label, i) => (left(i) < end ? '' : label)) : labels
  }
  const widest = (_: UPlot, labels: string[] | null): number =>
    Math.max(3.5, ...(labels ?? []).map((label) => label.length * DIGIT + 1)) * theme.text
  return {
    padding: [theme.text / 2, () => Math.max(theme.text, half()), 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [...span()] },
      y: {
        distr: 100,
        fwd: (value) => (y.threshold ? forward(value, y.threshold) : value),
        bwd: (place) => (y.threshold ? backward(place, y.threshold) : place),
        range: () => [y.low, y.high],
      },
    },
    axes: [
      {
        ...axis,
        size: theme.text * 1.6,
        space: theme.text * 5,
        incrs: WHOLE,
        values: (plot, ticks) => beside(plot, ticks.map(count), ticks),
      },
      {
        ...axis,
        size: widest,
        filter: (_, ticks) => ticks,
        splits: (plot) => ticksFor(plot, y, theme.text * ROOM),
        values: (_, ticks) => labelsOf(ticks),
      },
    ],
    series: [{}, ...series().map((line) => look(line, theme))],
    hooks: {
      // Levels lie behind the lines, which run along them when all is well.
      drawAxes: [(plot) => drawLevels(plot, series(), theme)],
      draw: [(plot) => drawMarks(plot, series(), theme), placed],
    },
  }
}

function ticksFor({ bbox }: UPlot, { low, high, threshold }: YScale, room: number): number[] {
  const most = Math.max(2, Math.floor(bbox.height / devicePixelRatio / room))
  if (!threshold) return linearTicks(low, high, most)
  const [first, last] = [forward(low, threshold), forward(high, threshold)]
  const place = (tick: number): number =>
    ((forward(tick, threshold) - first) / (last - first)) * (bbox.height / devicePixelRatio)
  return apart(logTicks(low, high, threshold, most + 1), place, (room * TOUCHING) / ROOM)
}

function look({ colour, sparse }: Series, theme: Theme): UPlot.Series {
  const points = { show: sparse ?? false, size: 3 * theme.line, fill: colour, width: 0 }
  return { stroke: colour, width: theme.line, points }
}

/** Each line's mark at its end, right of all that is drawn. */
function drawMarks(plot: UPlot, series: Series[], theme: Theme): void {
  const { ctx, bbox } = plot
  series.forEach(({ colour, mark }, i) => {
    const values = plot.data[i + 1]!
    const row = values.length - 1
    const [x, y] = [plot.valToPos(plot.data[0][row]!, 'x', true), plot.valToPos(values[row]!, 'y', true)]
    if (!(y >= bbox.top && y <= bbox.top + bbox.height && x <= bbox.left + bbox.width + 1)) return
    ctx.save()
    ctx.translate(x, y)
    ctx.scale(theme.dot * MARK * devicePixelRatio, theme.dot * MARK * devicePixelRatio)
    ctx.fillStyle = colour
    ctx.strokeStyle = theme.paper
    ctx.lineWidth = 0.5
    const path = new Path2D(MARKS[mark])
    ctx.stroke(path)
    ctx.fill(path)
    ctx.restore()
  })
}

function drawLevels(plot: UPlot, series: Series[], theme: Theme): void {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  ctx.setLineDash(LEVEL_DASHES.map((length) => length * devicePixelRatio))
  ctx.strokeStyle = theme.muted
  ctx.lineWidth = devicePixelRatio
  for (const { level } of series) {
    if (level === null) continue
    const y = Math.round(plot.valToPos(level, 'y', true)) + 0.5
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
  }
  ctx.restore()
}

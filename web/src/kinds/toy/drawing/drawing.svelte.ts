/** A drawing: its points, in data units, the box they are drawn in, and every state it was in before. */

import { extentBox, toData, toUnit, UNIT_BOX, type Box } from './drawing-box'
import type { Rows } from '../../../address/points'
import { inside, stamp, Stroke, touched, type Point } from './strokes'

interface State {
  /** One or two numbers a row; on the line the second is where the drawing shows the point, and no data. */
  points: Rows
  dims: 1 | 2
  box: Box
}

const REMEMBERED = 100
const EMPTY: State = { points: [], dims: 2, box: UNIT_BOX }

export class Drawing {
  state = $state.raw<State>(EMPTY)
  /** Diameter of brush and eraser, as a share of the canvas. */
  width = $state(0.06)
  tool = $state<'brush' | 'eraser'>('brush')
  #past = $state.raw<State[]>([])
  #future = $state.raw<State[]>([])
  /** The state at the start of a stroke; it enters the history once the stroke changes something. */
  #before: State | null = null
  #stroke: Stroke | null = null
  #last: Point | null = null

  /** `most`: how many points it holds. */
  constructor(readonly most: number) {}

  get count(): number {
    return this.state.points.length
  }
  get full(): boolean {
    return this.count >= this.most
  }
  get canUndo(): boolean {
    return this.#past.length > 0
  }
  get canRedo(): boolean {
    return this.#future.length > 0
  }

  /** The rows as the server takes them. */
  get rows(): Rows {
    const { points, dims } = this.state
    return dims === 2 ? points : points.map(([x]) => [x!])
  }

  /** A brush or an eraser touches the canvas, at a place in the unit square. */
  begin(place: Point, erases = this.tool === 'eraser'): void {
    this.#before = this.state
    this.#last = place
    this.#stroke = erases ? null : new Stroke(this.width, place)
    if (erases) this.#erase(place, place)
    else this.#add(stamp(this.width, place))
  }

  /** Along these places, one after another. */
  move(...places: Point[]): void {
    if (!this.#last) return
    const stroke = this.#stroke
    if (stroke) this.#add(places.flatMap((place) => stroke.to(place)))
    for (const place of places) {
      if (!stroke) this.#erase(this.#last, place)
      this.#last = place
    }
  }

  end(): void {
    this.#before = this.#last = this.#stroke = null
  }

  /** Replaces all points, as one change that can be undone. */
  replace(rows: Rows, box: Box = extentBox(rows)): void {
    this.#remember()
    const dims = rows[0]?.length === 1 ? 1 : 2
    this.state = { points: dims === 1 ? stacked(rows, box) : rows, dims, box }
  }

  clear(): void {
    this.#remember()
    this.state = { ...EMPTY, dims: this.state.dims }
  }

  setDims(dims: 1 | 2): void {
    if (dims === this.state.dims) return
    this.#remember()
    this.state = { ...this.state, dims }
  }

  undo(): void {
    this.#travel(
      this.#past,
      (past) => (this.#past = past),
      () => (this.#future = [...this.#future, this.state]),
    )
  }

  redo(): void {
    this.#travel(
      this.#future,
      (future) => (this.#future = future),
      () => (this.#past = [...this.#past, this.state]),
    )
  }

  #travel(from: State[], keep: (rest: State[]) => void, leave: () => void): void {
    const state = from.at(-1)
    if (!state) return
    leave()
    keep(from.slice(0, -1))
    this.state = state
  }

  #remember(): void {
    this.#past = [...this.#past, this.state].slice(-REMEMBERED)
    this.#future = []
  }

  #add(places: Point[]): void {
    const { points, box } = this.state
    const room = this.most - points.length
    const added = places
      .filter(inside)
      .slice(0, room)
      .map((place) => toData(place, box))
    if (added.length) this.#draw([...points, ...added])
  }

  #erase(from: Point, to: Point): void {
    const { points, box } = this.state
    const gone = touched(this.width, from, to)
    const kept = points.filter((row) => !gone(toUnit(row, box)))
    if (kept.length < points.length) this.#draw(kept)
  }

  #draw(points: Rows): void {
    if (this.#before) this.#remember()
    this.#before = null
    this.state = { ...this.state, points }
  }
}

const COLUMNS = 60
const FLOOR = 0.08

/** Numbers on the line as stacked dots, so that equal numbers stay visible. */
function stacked(rows: Rows, box: Box): Rows {
  const heights = new Map<number, number>()
  const column = ([x = 0]: number[]): number => Math.floor(toUnit([x, 0], box)[0] * COLUMNS)
  for (const row of rows) heights.set(column(row), (heights.get(column(row)) ?? 0) + 1)
  const step = Math.min(0.02, (1 - 2 * FLOOR) / Math.max(...heights.values()))
  const used = new Map<number, number>()
  return rows.map((row) => {
    const at = column(row)
    const height = used.get(at) ?? 0
    used.set(at, height + 1)
    return [row[0]!, box[2] + (FLOOR + height * step) * (box[3] - box[2])]
  })
}

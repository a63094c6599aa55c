import { beforeEach, expect, it } from 'vitest'
import { Curve } from './curve'

const COLUMNS = ['loss_d', 'loss_g', 'd_real', 'd_fake', 'grad_d', 'grad_g', 'value']

let curve: Curve

/** Rows of steps from … to, whose first column is the step itself. */
function rows(from: number, to: number) {
  const values = Array.from({ length: to - from + 1 }, (_, i) =>
    COLUMNS.map((_, column) => (column ? 0 : from + i)),
  ).flat()
  return { shape: [to - from + 1, COLUMNS.length], data: Float32Array.from(values) }
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const held = (): number[] => curve.columns['loss_d']!

beforeEach(() => {
  curve = new Curve()
  curve.name(COLUMNS)
})

it('takes steps in order', () => {
  expect(curve.add(1, rows(1, 3))).toBeNull()
  expect(curve.add(4, rows(4, 5))).toBeNull()
  expect(curve.steps).toEqual([1, 2, 3, 4, 5])
  expect(held()).toEqual([1, 2, 3, 4, 5])
  expect(curve.last('loss_d')).toBe(5)
})

it('takes a step once, however often it comes', () => {
  curve.add(1, rows(1, 4))
  curve.add(3, rows(3, 6))
  curve.add(2, rows(2, 3))
  expect(held()).toEqual([1, 2, 3, 4, 5, 6])
})

it('names a gap and closes it', () => {
  curve.add(1, rows(1, 2))
  const gap = curve.add(6, rows(6, 7))
  expect(gap).toEqual({ from: 3, to: 5 })
  expect(held()).toEqual([1, 2])
  curve.fill(
    gap!,
    [3, 4, 5],
    [
      [3, 0, 0, 0],
      [4, 0, 0, 0],
      [5, null as unknown as number, 0, 0],
    ],
  )
  expect(held()).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(curve.columns['loss_g']![4]).toBeNaN()
})

it('lacks the columns that an old run has not kept, without losing those it has', () => {
  curve.fill(
    { from: 1, to: 6_003 },
    range(1, 6_003),
    range(1, 6_003).map((step) => [step, 1, 1, 1]),
  )
  curve.add(6_004, rows(6_004, 12_000))
  expect(curve.columns['value']![0]).toBeNaN()
  expect(curve.columns['value']!.at(-1)).toBe(0)
  expect(held().some(Number.isNaN)).toBe(false)
  expect(curve.columns['grad_d']!.filter((norm) => !Number.isNaN(norm)).length).toBeGreaterThan(1_000)
})

it('says what is still missing where an answer ends early', () => {
  const gap = curve.add(6, rows(6, 7))!
  const row = (step: number): number[] => [step, 0, 0, 0]
  expect(curve.fill(gap, [], [])).toEqual({ from: 1, to: 5 })
  expect(curve.fill(gap, [1, 2], [1, 2].map(row))).toEqual({ from: 3, to: 5 })
  expect(held()).toEqual([1, 2])
  expect(curve.fill({ from: 3, to: 5 }, [3, 4, 5], [3, 4, 5].map(row))).toBeNull()
  expect(held()).toEqual([1, 2, 3, 4, 5, 6, 7])
})

it('keeps what came while a gap was being fetched, in any order', () => {
  const gap = curve.add(101, rows(101, 102))!
  curve.add(102, rows(102, 104))
  curve.fill(
    gap,
    [1, 100],
    [
      [1, 0, 0, 0],
      [100, 0, 0, 0],
    ],
  )
  expect(curve.steps).toEqual([1, 100, 101, 102, 103, 104])
})

it('refuses an answer to a question that is no longer open', () => {
  const gap = curve.add(5, rows(5, 5))!
  curve.clear()
  curve.add(1, rows(1, 2))
  curve.fill(
    gap,
    [1, 4],
    [
      [9, 0, 0, 0],
      [9, 0, 0, 0],
    ],
  )
  expect(held()).toEqual([1, 2])
})

it('thins without losing a spike or its place', () => {
  for (let from = 1; from < 30_000; from += 500) {
    const part = rows(from, from + 499)
    if (from === 5001) part.data[COLUMNS.length * 123] = 1e6
    curve.add(from, part)
  }
  expect(curve.steps.length).toBeLessThanOrEqual(10_000)
  expect(Math.max(...held())).toBe(1e6)
  expect(curve.steps[held().indexOf(1e6)]! - 5124).toBeLessThanOrEqual(16)
  expect(curve.steps.at(-1)).toBe(30_000)
  expect(curve.steps.every((step, i) => i === 0 || step >= curve.steps[i - 1]!)).toBe(true)
})

it('stays as sharp at its beginning as at its end', () => {
  for (let from = 1; from < 200_000; from += 1_000) curve.add(from, rows(from, from + 999))
  const early = curve.steps.filter((step) => step <= 50_000).length
  expect(early).toBeGreaterThan(curve.steps.length / 8)
})

it('knows no values of steps that the server does not know either', () => {
  const gap = curve.add(9, rows(9, 10))
  expect(curve.fill(gap!, [8, 8], [nulls(), nulls()])).toBeNull()
  expect(curve.end).toBe(10)
  expect(curve.begin).toBe(8)
  curve.clear()
  curve.add(1, rows(1, 3))
  expect(curve.begin).toBe(0)
  const other = new Curve()
  other.fill({ from: 1, to: 8 }, [8, 8], [nulls(), nulls()])
  expect(other.last('loss_d')).toBeUndefined()
})

const nulls = (): number[] => Array<number>(7).fill(null as unknown as number)

it('begins anew for other columns, and goes on for the same', () => {
  curve.add(1, rows(1, 3))
  curve.name([...COLUMNS])
  expect(held()).toEqual([1, 2, 3])
  curve.name(['loss_d', 'error'])
  expect([curve.steps, curve.columns, curve.end]).toEqual([[], { loss_d: [], error: [] }, 0])
})

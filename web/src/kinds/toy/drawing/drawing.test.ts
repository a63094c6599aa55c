import { expect, it } from 'vitest'
import { Drawing } from './drawing.svelte'

it('a stroke is one state to go back to, however many moves it has', () => {
  const drawing = new Drawing(20_000)
  drawing.begin([0.2, 0.5])
  drawing.move([0.3, 0.5], [0.4, 0.5])
  drawing.move([0.8, 0.5])
  drawing.end()
  expect(Math.max(...drawing.rows.map(([x]) => x!))).toBeGreaterThan(0.78)
  drawing.undo()
  expect([drawing.count, drawing.canUndo, drawing.canRedo]).toEqual([0, false, true])
})

it('many places at once are what they are one by one', () => {
  const [together, apart] = [new Drawing(20_000), new Drawing(20_000)]
  const places = [0.3, 0.5, 0.7].map((x) => [x, 0.4] as const)
  for (const drawing of [together, apart]) drawing.begin([0.1, 0.1])
  together.move(...places)
  for (const place of places) apart.move(place)
  expect(together.rows).toEqual(apart.rows)
  expect(together.count).toBeGreaterThan(50)
})

it('an eraser that meets nothing leaves the way back and the way forward as they are', () => {
  const drawing = new Drawing(20_000)
  drawing.begin([0.2, 0.2])
  drawing.end()
  drawing.begin([0.8, 0.8])
  drawing.end()
  drawing.undo()
  const one = drawing.count
  drawing.begin([0.5, 0.5], true)
  drawing.move([0.5, 0.6])
  drawing.end()
  expect(drawing.canRedo).toBe(true)
  drawing.redo()
  expect(drawing.count).toBe(2 * one)
  drawing.begin([0.8, 0.8], true)
  drawing.end()
  expect([drawing.count, drawing.canRedo]).toEqual([one, false])
})

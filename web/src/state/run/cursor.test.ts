import { beforeEach, expect, it } from 'vitest'
import { Cursor } from './cursor.svelte'

let end: number
let cursor: Cursor

beforeEach(() => {
  end = 1000
  cursor = new Cursor(() => end)
})

it('shows the whole run until it is told otherwise', () => {
  expect(cursor.span).toEqual([0, 1000])
  end = 2000
  expect(cursor.span).toEqual([0, 2000])
  end = 0
  expect(cursor.span).toEqual([0, 1])
})

it('begins with the first step that is known', () => {
  cursor = new Cursor(
    () => end,
    () => 900,
  )
  expect(cursor.span).toEqual([900, 1000])
  cursor.select(0, 950)
  expect(cursor.zoom).toEqual([900, 950])
  cursor.select(0, 1000)
  expect(cursor.zoom).toBeNull()
  end = 900
  expect(cursor.span).toEqual([900, 901])
})

it('points at whole steps of those shown', () => {
  cursor.point(12.4)
  expect(cursor.step).toBe(12)
  cursor.point(5000)
  expect(cursor.step).toBe(1000)
  cursor.move(-10)
  expect(cursor.step).toBe(990)
  cursor.step = null
  cursor.move(-1)
  expect(cursor.step).toBe(999)
})

it('at the end goes on with the newest step, or rests at the last of those zoomed into', () => {
  cursor.point(250)
  cursor.toEnd()
  expect(cursor.step).toBeNull()
  cursor.select(300, 700)
  cursor.toEnd()
  expect(cursor.step).toBe(700)
})

it('zooms to what was drawn in either direction, and holds while the run goes on', () => {
  cursor.select(700, 300)
  expect(cursor.span).toEqual([300, 700])
  end = 3000
  expect(cursor.span).toEqual([300, 700])
  cursor.select(400.2, 400.3)
  expect(cursor.span).toEqual([400, 401])
  cursor.select(-50, 9999)
  expect(cursor.zoom).toBeNull()
})

it('zooms around the step that is read', () => {
  cursor.point(250)
  cursor.scale(0.5)
  expect(cursor.span).toEqual([125, 625])
  cursor.scale(4)
  expect(cursor.zoom).toBeNull()
})

it('goes back one thing at a time', () => {
  cursor.select(100, 200)
  cursor.point(150)
  cursor.back()
  expect([cursor.zoom, cursor.step]).toEqual([null, 150])
  cursor.back()
  expect(cursor.step).toBeNull()
})

it('forgets the steps of a run that is no more, but not the scale', () => {
  cursor.select(100, 200)
  cursor.point(150)
  cursor.log = true
  cursor.forget()
  expect([cursor.zoom, cursor.step, cursor.log]).toEqual([null, null, true])
})

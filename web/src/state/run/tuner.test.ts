import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Tuner } from './tuner.svelte'

const sent: [Record<string, unknown>, Record<string, unknown>, number][] = []
let open: boolean
let ref: number
let tuner: Tuner

beforeEach(() => {
  vi.useFakeTimers()
  sent.length = 0
  open = true
  ref = 0
  tuner = new Tuner((knobs, data) => {
    if (open) sent.push([knobs, data, ++ref])
    return open ? ref : 0
  })
})

afterEach(() => {
  vi.useRealTimers()
})

it('sends the first turn at once and the last one always, thirty a second in between', () => {
  for (let i = 1; i <= 100; i++) {
    tuner.turn('lr_d', i)
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(100)
  expect(sent[0]).toEqual([{ lr_d: 1 }, {}, 1])
  expect(sent.at(-1)![0]).toEqual({ lr_d: 100 })
  expect(sent.length).toBeGreaterThanOrEqual(25)
  expect(sent.length).toBeLessThanOrEqual(33)
})

it('tells knobs of the data from the others', () => {
  tuner.turn('data.radius', 0.3)
  expect(sent).toEqual([[{}, { radius: 0.3 }, 1]])
})

it('shows the hand’s value until the server has answered, then the server’s', () => {
  tuner.turn('lr_d', 5)
  expect(tuner.shown('lr_d', 0.1)).toBe(5)
  expect(tuner.shown('lr_g', 0.1)).toBe(0.1)
  tuner.settle(1)
  expect(tuner.shown('lr_d', 0.1)).toBe(0.1)
})

it('keeps the hand’s value while a newer turn is under way', () => {
  tuner.turn('lr_d', 1)
  tuner.turn('lr_d', 2)
  tuner.settle(1)
  expect(tuner.shown('lr_d', 1)).toBe(2)
  vi.advanceTimersByTime(40)
  expect(sent.at(-1)).toEqual([{ lr_d: 2 }, {}, 2])
  tuner.settle(2)
  expect(tuner.shown('lr_d', 2)).toBe(2)
  expect(tuner.turns).toEqual({})
})

it('falls back to the confirmed value when there is no connection', () => {
  open = false
  tuner.turn('lr_d', 1)
  expect(tuner.shown('lr_d', 0.1)).toBe(0.1)
})

it('sends several turns in one message', () => {
  tuner.turnAll({ lr_g: 1, 'data.radius': 2 })
  expect(sent).toEqual([[{ lr_g: 1 }, { radius: 2 }, 1]])
})

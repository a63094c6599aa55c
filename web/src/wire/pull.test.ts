import { beforeEach, expect, it } from 'vitest'
import { Puller } from './pull'

let puller: Puller

beforeEach(() => {
  puller = new Puller()
})

it('asks at once, then waits for the answer', () => {
  expect(puller.due(0, true)).toBe(true)
  puller.asked(0)
  expect(puller.due(10, true)).toBe(false)
  puller.answered()
  expect(puller.due(16, true)).toBe(true)
})

it('has two questions under way, and no more, where answers travel long', () => {
  puller.asked(0)
  expect(puller.due(16, true)).toBe(true)
  puller.asked(16)
  expect(puller.due(32, true)).toBe(false)
  expect(puller.due(1000, true)).toBe(false)
})

it('leaves one question with a paused run for as long as it takes', () => {
  puller.asked(0)
  expect(puller.due(60_000, false)).toBe(false)
})

it('asks again when a running one stays silent', () => {
  puller.asked(0)
  puller.asked(16)
  expect(puller.due(2_001, true)).toBe(true)
})

it('forgets questions that a lost connection took with it', () => {
  puller.asked(0)
  puller.forget()
  expect(puller.due(1, false)).toBe(true)
})

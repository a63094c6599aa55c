import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Notices } from './notices.svelte'

let notices: Notices
const texts = (): string[] => notices.list.map(({ text }) => text)

beforeEach(() => {
  vi.useFakeTimers()
  notices = new Notices()
})

afterEach(() => vi.useRealTimers())

it('shows the newest three, each for as long as it takes to read', () => {
  for (const text of ['a', 'b', 'c', 'd']) notices.add('info', text)
  expect(texts()).toEqual(['b', 'c', 'd'])
  vi.advanceTimersByTime(6_000)
  expect(texts()).toEqual([])
  notices.add('info', 'x'.repeat(200))
  vi.advanceTimersByTime(11_999)
  expect(texts()).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(texts()).toEqual([])
})

it('shows a refusal longer than other messages', () => {
  notices.add('info', 'a')
  notices.add('refused', 'b')
  vi.advanceTimersByTime(9_999)
  expect(texts()).toEqual(['b'])
  vi.advanceTimersByTime(1)
  expect(texts()).toEqual([])
})

it('says the same thing once, as the newest', () => {
  for (const text of ['a', 'b', 'a']) notices.add('info', text)
  expect(texts()).toEqual(['b', 'a'])
  notices.remove(notices.list[0]!.id)
  expect(texts()).toEqual(['a'])
})

it('writes negative numbers with a minus', () => {
  notices.add('info', 'at -2')
  expect(texts()).toEqual(['at −2'])
})

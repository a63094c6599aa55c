import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Arrivals } from './arrivals.svelte'
import { readHistory } from './read-history.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('reads the history of whichever run is looked at, as a copy', () => {
  const [one, other] = [new Arrivals(), new Arrivals()]
  let looked = $state.raw(one)
  const stop = $effect.root(() => {
    one.history.add(4, { js: 0.5 })
    other.history.add(8, { js: 0.2 })
    const history = readHistory(() => looked)
    flushSync()
    expect(history.current).toEqual({ steps: [4], columns: { js: [0.5] } })
    one.history.add(5, { js: 0.4 })
    expect(history.current.steps).toEqual([4])
    one.historyVersion += 1
    vi.advanceTimersByTime(500)
    expect(history.current.steps).toEqual([4, 5])
    looked = other
    vi.advanceTimersByTime(500)
    expect(history.current).toEqual({ steps: [8], columns: { js: [0.2] } })
  })
  stop()
})

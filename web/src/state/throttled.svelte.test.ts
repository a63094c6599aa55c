import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { throttled } from './throttled.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('reads its source at most once in an interval, and only where it has changed', () => {
  let source = $state(1)
  let reads = 0
  const stop = $effect.root(() => {
    const value = throttled(() => (reads++, source), 100)
    flushSync()
    source = 2
    source = 3
    expect(value.current).toBe(1)
    vi.advanceTimersByTime(100)
    expect([value.current, reads]).toEqual([3, 2])
    vi.advanceTimersByTime(1_000)
    expect(reads).toBe(2)
  })
  stop()
})

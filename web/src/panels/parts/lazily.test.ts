import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { lazily } from './lazily'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

it('loads when it is first asked, and once', async () => {
  const load = vi.fn(() => Promise.resolve('code'))
  const code = lazily(load)
  expect(load).not.toHaveBeenCalled()
  expect(await Promise.all([code(), code()])).toEqual(['code', 'code'])
  expect(load).toHaveBeenCalledTimes(1)
})

it('tries again where the network is gone, ever more seldom, and brings it when it is back', async () => {
  const tried: number[] = []
  const begun = Date.now()
  const code = lazily(() => {
    tried.push((Date.now() - begun) / 1000)
    return tried.length < 4 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve('code')
  })()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await code).toBe('code')
  expect(tried).toEqual([0, 1, 3, 7])
})

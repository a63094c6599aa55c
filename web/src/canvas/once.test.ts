import { expect, it, vi } from 'vitest'
import { oncePer } from './once'

it('computes once for each key, also where the result is undefined', () => {
  const make = vi.fn((key: { n?: number }) => key.n)
  const once = oncePer(make)
  const [one, none] = [{ n: 1 }, {}]
  expect([once(one), once(one), once(none), once(none)]).toEqual([1, 1, undefined, undefined])
  expect(make).toHaveBeenCalledTimes(2)
})

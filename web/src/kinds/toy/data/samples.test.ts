import { afterEach, expect, it, vi } from 'vitest'
import { sampleOf } from './samples'

afterEach(() => vi.unstubAllGlobals())

it('asks for the samples of each distribution once, and again after a failure', async () => {
  const sample = { points: [[1, 2]], box: [0, 1, 0, 1] }
  const fetched = vi
    .fn()
    .mockResolvedValueOnce({ ok: false, status: 503 })
    .mockResolvedValue({ ok: true, json: () => Promise.resolve(sample) })
  vi.stubGlobal('fetch', fetched)
  await expect(sampleOf('two moons')).rejects.toThrow('no samples of two moons: 503')
  expect(await sampleOf('two moons')).toEqual(sample)
  expect(await sampleOf('two moons')).toEqual(sample)
  expect(fetched.mock.calls).toEqual([['/api/data/two%20moons/sample?n=400'], ['/api/data/two%20moons/sample?n=400']])
})

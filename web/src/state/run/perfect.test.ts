import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PerfectMeasures, Run } from '../../wire/protocol'
import { Perfect } from './perfect.svelte'

const REST_MS = 400
const run = (changed: object = {}): Run =>
  ({
    run: 'r',
    epoch: 1,
    recipe: { data: 'points', data_knobs: {} },
    toy: { points: 300 },
    ...changed,
  }) as unknown as Run
let answers: Response[]
const perfectly = (measures: PerfectMeasures['measures']): Response => new Response(JSON.stringify({ measures }))
const fetched = vi.fn(async () => answers.shift() ?? perfectly({ modes: 8 }))
const settle = () => vi.advanceTimersByTimeAsync(REST_MS)

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', fetched)
  fetched.mockClear()
  answers = []
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks once for the same data, and again for other own points though none are told', async () => {
  const perfect = new Perfect()
  perfect.follow(run())
  await settle()
  perfect.follow(run())
  await settle()
  expect(fetched).toHaveBeenCalledTimes(1)
  expect(perfect.scores).toEqual({ modes: 8 })
  perfect.follow(run({ epoch: 2 }))
  expect(perfect.scores).toEqual({})
  await settle()
  expect(fetched).toHaveBeenCalledTimes(2)
})

it('does not ask again for the same ring after a reset', async () => {
  const perfect = new Perfect()
  perfect.follow(run({ toy: { points: 0 } }))
  await settle()
  perfect.follow(run({ toy: { points: 0 }, epoch: 2 }))
  await settle()
  expect(fetched).toHaveBeenCalledTimes(1)
})

it('asks again after a refusal', async () => {
  const perfect = new Perfect()
  answers = [new Response('', { status: 503 })]
  perfect.follow(run())
  await settle()
  expect(perfect.scores).toEqual({})
  perfect.follow(run())
  await settle()
  expect(perfect.scores).toEqual({ modes: 8 })
})

it('asks again for images once more is measured of them, and never for points', async () => {
  let measured: string[] = []
  const perfect = new Perfect(() => measured)
  answers = [perfectly({}), perfectly({ diversity: 1 }), perfectly({ diversity: 1, frechet: 0.3 })]
  perfect.follow(run({ image: { size: 16 } }))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetched).toHaveBeenCalledTimes(1)
  for (const names of [['diversity'], ['diversity', 'frechet']]) {
    measured = names
    await vi.advanceTimersByTimeAsync(60_000)
  }
  expect(fetched).toHaveBeenCalledTimes(3)
  expect(perfect.scores).toEqual({ diversity: 1, frechet: 0.3 })
  perfect.follow(run({ recipe: { data: 'own', data_knobs: {} }, image: null }))
  measured = []
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetched).toHaveBeenCalledTimes(4)
})

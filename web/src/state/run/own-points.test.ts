import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Run } from '../../wire/protocol'
import { RUN } from '../served.test-help'
import { OwnPoints } from './own-points.svelte'

const ROWS = [
  [1, 2],
  [3, 4],
]
const drawn = (count: number, epoch = 1): Run => ({ ...RUN, epoch, toy: { ...RUN.toy!, points: count } })
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
let answers: boolean[]
let asked: number
let own: OwnPoints

beforeEach(() => {
  answers = []
  asked = 0
  own = new OwnPoints()
  vi.stubGlobal('fetch', () => {
    const ok = answers[asked++] ?? true
    return Promise.resolve({
      ok,
      status: ok ? 200 : 503,
      json: () => Promise.resolve(ok ? { points: ROWS } : {}),
    })
  })
})

afterEach(() => vi.unstubAllGlobals())

it('fetches points that a message leaves out, once for each build', async () => {
  own.follow(drawn(2))
  own.follow(drawn(2))
  await settled()
  expect([asked, own.whole(drawn(2)).data_knobs['points']]).toEqual([1, ROWS])
  expect(own.whole(drawn(2, 2)).data_knobs).toEqual({})
  own.follow(drawn(2, 2))
  await settled()
  expect(asked).toBe(2)
})

it('asks for none where there are none, or more than an address holds', async () => {
  own.follow(RUN)
  own.follow(drawn(1_001))
  await settled()
  expect([asked, own.whole(RUN)]).toEqual([0, RUN.recipe])
})

it('asks again after a failure, with the next message', async () => {
  answers = [false]
  own.follow(drawn(2))
  await settled()
  own.follow(drawn(2))
  await settled()
  expect([asked, own.whole(drawn(2)).data_knobs['points']]).toEqual([2, ROWS])
})

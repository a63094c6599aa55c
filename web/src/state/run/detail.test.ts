import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Detail } from './detail.svelte'

const THINNED = { steps: [1, 50, 100], columns: { loss_d: [1, 2, 3] } }
let urls: string[]
let detail: Detail
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  urls = []
  detail = new Detail()
  const fine = { steps: [10, 11, 12], columns: ['loss_d', 'value'], rows: [[1, 5], [2, null], [3, 7]] } // prettier-ignore
  vi.stubGlobal('fetch', (url: string) => {
    urls.push(url)
    return Promise.resolve({ ok: true, json: () => Promise.resolve(fine) })
  })
})

afterEach(() => vi.unstubAllGlobals())

it('fetches the rows of a zoom that the page has thinned, once', async () => {
  detail.follow('r1', [10, 12], THINNED)
  detail.follow('r1', [10, 12], THINNED)
  await settled()
  expect(urls).toEqual(['/api/runs/r1/curve?from=10&to=12'])
  expect(detail.rows).toEqual({ steps: [10, 11, 12], columns: { loss_d: [1, 2, 3], value: [5, NaN, 7] } })
  detail.follow('r1', null, THINNED)
  expect(detail.rows).toBeNull()
})

it('fetches nothing where the page has every row', async () => {
  detail.follow('r1', [1, 3], { steps: [1, 2, 3], columns: {} })
  await settled()
  expect([urls, detail.rows]).toEqual([[], null])
})

it('forgets an answer about a zoom of before', async () => {
  detail.follow('r1', [10, 12], THINNED)
  detail.follow('r1', null, THINNED)
  await settled()
  expect(detail.rows).toBeNull()
})

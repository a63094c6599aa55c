import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sheetOf } from './sheets'

let asked: string[]
let status: number

beforeEach(() => {
  asked = []
  status = 200
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url)
    return Promise.resolve({ status, ok: status < 300, blob: () => Promise.resolve({ url }) })
  })
  vi.stubGlobal('createImageBitmap', (blob: object) => Promise.resolve(blob))
})

afterEach(() => {
  vi.unstubAllGlobals()
})

it('fetches each sheet once', async () => {
  const sheets = await Promise.all([
    sheetOf('digits', 3),
    sheetOf('digits', 3),
    sheetOf('digits', 4),
    sheetOf('own', 3, 'ab'),
  ])
  expect(sheets[0]).toBe(sheets[1])
  expect(asked).toEqual([
    '/api/images/digits/sample?columns=3',
    '/api/images/digits/sample?columns=4',
    '/api/images/own/sample?columns=3&upload=ab',
  ])
})

it('asks again for what was not there, and for what failed', async () => {
  status = 204
  expect(await sheetOf('mnist', 3)).toBeNull()
  status = 500
  await expect(sheetOf('mnist', 3)).rejects.toThrow('500')
  status = 200
  expect(await sheetOf('mnist', 3)).not.toBeNull()
  await sheetOf('mnist', 3)
  expect(asked).toHaveLength(3)
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NO_ANSWER, post } from './post'

class FakeRequest {
  static made: FakeRequest[] = []
  upload: { onprogress?: (event: object) => void } = {}
  onload = (): void => {}
  onerror = (): void => {}
  onabort = (): void => {}
  status = 200
  responseText = ''
  open = vi.fn()
  send = vi.fn()
  abort(): void {
    this.onabort()
  }
  constructor() {
    FakeRequest.made.push(this)
  }
  answer(status: number, text: string): void {
    this.status = status
    this.responseText = text
    this.onload()
  }
}

let control: AbortController
const progress = vi.fn()
const begin = () => {
  const answer = post<{ name: string }>('/api/x', new Blob(['12345']), progress, control.signal)
  return { answer, request: FakeRequest.made.at(-1)! }
}

beforeEach(() => {
  FakeRequest.made = []
  control = new AbortController()
  progress.mockClear()
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
})
afterEach(() => vi.unstubAllGlobals())

it('sends a body, counts its bytes and resolves with what came', async () => {
  const { answer, request } = begin()
  expect(request.open).toHaveBeenCalledWith('POST', '/api/x')
  expect(request.send).toHaveBeenCalledOnce()
  request.upload.onprogress!({ loaded: 2, total: 5 })
  expect(progress).toHaveBeenCalledWith(2, 5)
  request.answer(201, '{"name": "a"}')
  expect(await answer).toEqual({ ok: { name: 'a' } })
})

it('resolves with the sentence of a refusal', async () => {
  const { answer, request } = begin()
  request.answer(422, '{"detail": {"message": "Too many."}}')
  expect(await answer).toEqual({ refused: 'Too many.' })
})

it('says that there was no answer, and nothing where the sender has given up', async () => {
  const silent = begin()
  silent.request.onerror()
  expect(await silent.answer).toEqual({ refused: NO_ANSWER })
  const garbled = begin()
  garbled.request.answer(502, '<html>')
  expect(await garbled.answer).toEqual({ refused: NO_ANSWER })
  const given = begin()
  control.abort()
  expect(await given.answer).toEqual({ refused: '' })
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeWebSocket } from './fake-socket.test-help'
import { pauseBefore, Socket, type Link } from './socket'

const links: Link[] = []
const messages: unknown[] = []
const frames: ArrayBuffer[] = []
const newest = (): FakeWebSocket => FakeWebSocket.made.at(-1)!
let socket: Socket

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeWebSocket)
  FakeWebSocket.made = []
  for (const list of [links, messages, frames]) list.length = 0
  socket = new Socket('ws://here/ws', {
    link: (link) => links.push(link),
    message: (message) => messages.push(message),
    frame: (bytes) => frames.push(bytes),
  })
  socket.connect()
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('sends only while open and keeps nothing for later', () => {
  expect(socket.send({ type: 'open', run: 'a' })).toBe(false)
  newest().open()
  expect(socket.send({ type: 'open', run: 'a' })).toBe(true)
  expect(newest().sent).toEqual(['{"type":"open","run":"a"}'])
})

it('tells text from pictures', () => {
  newest().open()
  newest().onmessage?.({ data: '{"type":"welcome"}' })
  newest().onmessage?.({ data: new ArrayBuffer(3) })
  expect(messages).toEqual([{ type: 'welcome' }])
  expect(frames[0]?.byteLength).toBe(3)
})

it('comes back by itself and says when', () => {
  newest().open()
  newest().close('server stopping')
  const link = links.at(-1)
  expect(link).toMatchObject({ kind: 'waiting', attempt: 1, reason: 'server stopping' })
  vi.advanceTimersByTime(250)
  expect(FakeWebSocket.made).toHaveLength(2)
  newest().open()
  expect(links.at(-1)).toEqual({ kind: 'open' })
})

it('counts attempts until the server has spoken', () => {
  newest().close()
  vi.advanceTimersByTime(250)
  newest().open()
  newest().close()
  expect(links.at(-1)).toMatchObject({ kind: 'waiting', attempt: 2 })
  vi.advanceTimersByTime(500)
  newest().open()
  newest().onmessage?.({ data: '{"type":"welcome"}' })
  newest().close()
  expect(links.at(-1)).toMatchObject({ kind: 'waiting', attempt: 1 })
})

it('gives up an attempt that nobody answers', () => {
  vi.advanceTimersByTime(5_000)
  expect(links.at(-1)).toMatchObject({ kind: 'waiting' })
})

it('is quiet once closed', () => {
  newest().open()
  socket.close()
  vi.advanceTimersByTime(60_000)
  expect(FakeWebSocket.made).toHaveLength(1)
})

it('waits longer each time, up to a limit, never less than half', () => {
  expect([0, 1, 2, 3].map((attempt) => pauseBefore(attempt, () => 1))).toEqual([250, 500, 1000, 2000])
  expect(pauseBefore(50, () => 1)).toBe(8000)
  expect(pauseBefore(2, () => 0)).toBe(500)
})

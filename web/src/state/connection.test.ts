import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeWebSocket } from '../wire/fake-socket.test-help'
import type { Error as Refusal, Message } from '../wire/protocol'
import { Connection, type Listener } from './connection.svelte'

const REFUSAL: Refusal = {
  type: 'error',
  ref: null,
  run: null,
  code: 'rejected',
  message: 'No.',
  control: null,
  allowed: null,
}
const socket = (): FakeWebSocket => FakeWebSocket.made.at(-1)!
const sent = (): object[] => socket().sent.map((text) => JSON.parse(text))
const tell = (message: object): void => socket().onmessage?.({ data: JSON.stringify(message) })
let heard: string[]
let connection: Connection

beforeEach(() => {
  vi.useFakeTimers()
  FakeWebSocket.made = []
  vi.stubGlobal('WebSocket', FakeWebSocket)
  heard = []
  const listener: Listener = {
    run: ({ run, ref }) => heard.push(`run ${run} ${ref}`),
    refused: ({ message }) => heard.push(message),
    frame: ({ header }) => heard.push(`frame ${header.run}`),
    link: ({ kind }) => heard.push(kind),
  }
  connection = new Connection('ws://here/ws', listener)
  connection.connect()
  socket().open()
  heard.length = 0
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('numbers its commands, and sends none without a connection', () => {
  expect([connection.send({ type: 'play', run: 'a' }), connection.send({ type: 'reset', run: 'b' })]).toEqual([1, 2])
  expect(sent()).toEqual([
    { type: 'play', run: 'a', ref: 1 },
    { type: 'reset', run: 'b', ref: 2 },
  ])
  socket().close()
  expect(connection.send({ type: 'play', run: 'a' })).toBe(0)
})

it('brings a refusal to whoever sent the command, once, and others to its listener', () => {
  const refused: string[] = []
  const ref = connection.send({ type: 'play', run: 'a' }, ({ message }) => refused.push(message))
  tell({ ...REFUSAL, ref })
  expect([refused, heard]).toEqual([['No.'], []])
  tell({ ...REFUSAL, ref })
  tell({ ...REFUSAL, message: 'Gone.' })
  expect([refused, heard]).toEqual([['No.'], ['No.', 'Gone.']])
})

it('brings each answer to its question, whichever comes first', async () => {
  const [one, other] = [
    connection.ask({ type: 'trace', run: 'a' }),
    connection.ask({ type: 'generate', run: 'b', what: { type: 'of_class', label: 1 } }),
  ]
  tell({ type: 'generated', run: 'b', ref: 2, count: 6 })
  tell({ type: 'traced', run: 'a', ref: 1, step: 3 })
  expect(await Promise.all([one, other])).toMatchObject([{ step: 3 }, { count: 6 }])
})

it('rejects a question that is refused, abandoned, lost with the connection or never sent', async () => {
  const [refused, abandoned, lost] = ['a', 'b', 'c'].map((run) => connection.ask({ type: 'trace', run })) as [
    Promise<Message>,
    Promise<Message>,
    Promise<Message>,
  ]
  tell({ ...REFUSAL, ref: 1 })
  await expect(refused).rejects.toThrow('No.')
  connection.abandon('b', 'This run was left.')
  await expect(abandoned).rejects.toThrow('This run was left.')
  socket().close()
  await expect(lost).rejects.toThrow('The connection is gone.')
  await expect(connection.ask({ type: 'trace', run: 'a' })).rejects.toThrow('The connection is gone.')
})

it('tells of what the server says by itself, and how the connection does', () => {
  tell({ type: 'run', run: 'a', ref: null })
  socket().close()
  expect(heard).toEqual(['run a null', 'waiting'])
  expect(connection.link.kind).toBe('waiting')
})

it('is loaded anew when the server comes back as another release, and only then', () => {
  const reload = vi.fn()
  vi.stubGlobal('location', { reload })
  const welcome = { type: 'welcome', protocol: 1, version: '0.1.0', device: 'cpu' }
  socket().open()
  tell(welcome)
  socket().close()
  vi.advanceTimersByTime(1_000)
  socket().open()
  tell(welcome)
  expect(reload).not.toHaveBeenCalled()
  tell({ ...welcome, protocol: 2 })
  expect(reload).toHaveBeenCalledOnce()
})

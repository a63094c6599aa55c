/** A page's session on a fake socket: a test says what the server sends, and reads what was sent to it. */

import { afterEach, beforeEach, vi } from 'vitest'
import { FakeWebSocket } from '../wire/fake-socket.test-help'
import { CATALOGUE, HEADER } from '../wire/fixtures.test-help'
import type { FrameHeader, Run } from '../wire/protocol'
import type { Watched } from './run/watched.svelte'
import { Session } from './session.svelte'

export const RECIPE = { variant: 'gan', data: 'ring', knobs: { lr_d: 0.001 }, data_knobs: {}, seed: 1 }
export const RUN: Run = {
  type: 'run',
  ref: null,
  run: 'r1',
  recipe: RECIPE,
  state: 'running',
  step: 0,
  epoch: 0,
  version: 0,
  speed: 120,
  kind: 'toy',
  toy: { dims: 2, box: [0, 1, 0, 1], points: 0 },
  image: null,
  columns: [],
  changes: [],
  watchers: 1,
  diverged: null,
  failed: null,
  notice: null,
}
export const IMAGES: Run = { ...RUN, run: 'r2', kind: 'image', toy: null, speed: null }

export interface Sent {
  type: string
  ref: number
  [key: string]: unknown
}

export class Served {
  session!: Session
  readonly storage = new Map<string, string>()

  get socket(): FakeWebSocket {
    return FakeWebSocket.made.at(-1)!
  }

  get stage(): Watched {
    return this.session.stage!
  }

  get sent(): Sent[] {
    return this.socket.sent.map((text) => JSON.parse(text))
  }

  get last(): Sent {
    return this.sent.at(-1)!
  }

  pulls(run = 'r1'): Sent[] {
    return this.sent.filter((command) => command.type === 'pull' && command['run'] === run)
  }

  tell(message: object): void {
    this.socket.onmessage?.({ data: JSON.stringify(message) })
  }

  refuse(ref: number | null, fields: object = {}): void {
    this.tell({ type: 'error', ref, code: 'rejected', message: 'No.', control: null, allowed: null, ...fields })
  }

  /** A frame as the server answers a pull of these layers, with a curve if it has rows. */
  picture(step: number, layers: string[], { epoch = 0, run = 'r1', curve = [] as number[][] } = {}): void {
    const values = Float32Array.from(curve.flat())
    const frame: FrameHeader = { ...HEADER, run, step, epoch, layers, curve_from: step + 1 - curve.length }
    const shape = [curve.length, curve[0]?.length ?? 0]
    const header = new TextEncoder().encode(
      JSON.stringify({
        __metadata__: { header: JSON.stringify(frame) },
        ...(curve.length ? { curve: { dtype: 'F32', shape, data_offsets: [0, values.byteLength] } } : {}),
      }),
    )
    const padded = Math.ceil(header.length / 8) * 8
    const bytes = new Uint8Array(8 + padded + values.byteLength).fill(32)
    new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true)
    bytes.set(header, 8)
    bytes.set(new Uint8Array(values.buffer), 8 + padded)
    this.socket.onmessage?.({ data: bytes.buffer })
  }

  /** What a page that is loaded anew begins with. */
  async load(): Promise<void> {
    this.session = new Session('ws://here/ws', () => ({ recipe: RECIPE, speed: undefined }))
    this.session.connection.connect()
    await this.session.loadCatalogue()
  }
}

/** A fresh page before each test of the file. */
export function serve(): Served {
  const served = new Served()
  beforeEach(async () => {
    vi.useFakeTimers()
    FakeWebSocket.made = []
    served.storage.clear()
    vi.stubGlobal('WebSocket', FakeWebSocket)
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => served.storage.get(key) ?? null,
      setItem: (key: string, value: string) => served.storage.set(key, value),
      removeItem: (key: string) => served.storage.delete(key),
    })
    vi.stubGlobal('fetch', () => Promise.resolve({ ok: true, json: () => Promise.resolve(CATALOGUE) }))
    await served.load()
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })
  return served
}

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Beat, beatFor, REST_MS } from './beat.svelte'
import type { Session } from './session.svelte'

const FRAME_MS = 16
let moves = true
let looks = 0

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal(
    'requestAnimationFrame',
    (call: FrameRequestCallback) => setTimeout(call, FRAME_MS) as unknown as number,
  )
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => clearTimeout(frame))
  looks = 0
  moves = true
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function looksWithin(ms: number): number {
  const before = looks
  vi.advanceTimersByTime(ms)
  return looks - before
}

const counted = (): boolean => {
  looks += 1
  return moves
}

it('looks in each frame while something moves, and seldom at rest', () => {
  const beat = new Beat(counted)
  expect(looksWithin(160)).toBe(10)
  moves = false
  looksWithin(FRAME_MS)
  expect(looksWithin(10 * (REST_MS + FRAME_MS))).toBe(10)
  moves = true
  looksWithin(REST_MS + FRAME_MS)
  expect(looksWithin(160)).toBe(10)
  beat.stop()
  expect(looksWithin(1000)).toBe(0)
})

it('looks at once when it is woken, and only once a frame', () => {
  moves = false
  const beat = new Beat(counted)
  looksWithin(FRAME_MS)
  beat.wake()
  beat.wake()
  expect(looksWithin(FRAME_MS)).toBe(1)
  expect(looksWithin(REST_MS)).toBe(0)
  beat.stop()
  beat.wake()
  expect(looksWithin(1000)).toBe(0)
})

it('wakes a session at rest when its run or its person moves, until it is stopped', () => {
  const heard = new Map<string, () => void>()
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => heard.set(name, listener))
  vi.stubGlobal('removeEventListener', (name: string) => heard.delete(name))
  moves = false
  const session = { tick: counted, link: { kind: 'open' }, turning: { to: null }, watched: [] }
  const stop = beatFor(session as unknown as Session)
  looksWithin(FRAME_MS)
  expect([...heard.keys()]).toEqual(['pointerdown', 'pointermove', 'keydown'])
  heard.get('keydown')!()
  expect(looksWithin(FRAME_MS)).toBe(1)
  stop()
  expect([looksWithin(1_000), heard.size]).toEqual([0, 0])
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Morph } from './morph.svelte'

const FRAME_MS = 16
let now = 0
let beat: FrameRequestCallback | null

beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => ((beat = callback), 1))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function after(ms: number): void {
  for (const end = now + ms; now < end;) {
    now += FRAME_MS
    const due = beat
    beat = null
    due?.(now)
  }
}

it('goes to the square of noise while it is hovered, and back', () => {
  const morph = new Morph(() => false)
  expect([morph.carried, morph.away]).toEqual([1, false])
  morph.hover(true)
  after(600)
  expect(morph.carried).toBeGreaterThan(0.4)
  expect(morph.carried).toBeLessThan(0.6)
  after(700)
  expect([morph.carried, morph.away]).toEqual([0, true])
  morph.hover(false)
  after(1300)
  expect([morph.carried, morph.away]).toEqual([1, false])
})

it('turns back on the way', () => {
  const morph = new Morph(() => false)
  morph.hover(true)
  after(300)
  morph.hover(false)
  after(400)
  expect(morph.carried).toBe(1)
})

it('stays there once pressed, and comes back at the next press though the pointer rests', () => {
  const morph = new Morph(() => false)
  morph.hover(true)
  morph.toggle()
  after(1300)
  morph.hover(false)
  after(1300)
  expect([morph.carried, morph.pinned]).toEqual([0, true])
  morph.hover(true)
  morph.toggle()
  after(1300)
  expect([morph.carried, morph.pinned]).toEqual([1, false])
})

it('jumps where no motion is wanted', () => {
  const morph = new Morph(() => true)
  morph.toggle()
  expect(morph.carried).toBe(0)
  morph.toggle()
  expect(morph.carried).toBe(1)
})

it('comes back when its button goes', () => {
  const morph = new Morph(() => false)
  morph.hover(true)
  morph.toggle()
  after(1300)
  morph.release()
  after(1300)
  expect([morph.carried, morph.away, morph.pinned]).toEqual([1, false, false])
})

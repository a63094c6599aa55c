import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { HEADER } from '../../wire/fixtures.test-help'
import type { FrameHeader } from '../../wire/protocol'
import { Arrivals, fits } from './arrivals.svelte'

const tensor = (shape: number[], ...values: number[]) => ({ shape, data: Float32Array.from(values) })
const fetched: string[] = []
let answer: (body: object) => void
/** What the server has measured. */
let known: object
let arrivals: Arrivals

function packet(step: number, epoch: number, tensors = {}, fields: Partial<FrameHeader> = {}) {
  return {
    header: { ...HEADER, run: 'a', step, epoch, ...fields },
    tensors,
    bytes: {},
  }
}

beforeEach(() => {
  fetched.length = 0
  known = { epoch: 0, steps: [], columns: {} }
  vi.stubGlobal('fetch', (url: string) => {
    if (url === '/api/runs/a/measures') return Promise.resolve({ ok: true, json: () => Promise.resolve(known) })
    fetched.push(url)
    return new Promise((resolve) => (answer = (body) => resolve({ ok: true, json: () => Promise.resolve(body) })))
  })
  arrivals = new Arrivals()
  arrivals.follow('a')
  arrivals.curve.name(['loss_d'])
})

afterEach(() => {
  vi.unstubAllGlobals()
})

it('shows one picture a frame, of those that wait the two newest, and knows what came last', () => {
  for (const step of [1, 5, 7]) arrivals.add(packet(step, 0))
  expect(arrivals.picture).toBeNull()
  expect(arrivals.newest).toEqual({ step: 7, epoch: 0 })
  arrivals.show()
  expect(arrivals.picture).toMatchObject({ step: 5, epoch: 0 })
  arrivals.show()
  expect(arrivals.picture).toMatchObject({ step: 7, epoch: 0 })
  arrivals.show()
  expect(arrivals.picture).toMatchObject({ step: 7, epoch: 0 })
})

it('shows nothing of networks or data that are no more', () => {
  arrivals.add(packet(8, 0))
  arrivals.add(packet(0, 1))
  arrivals.show()
  expect(arrivals.picture).toMatchObject({ step: 0, epoch: 1 })
})

it('keeps the real samples until others are sent', () => {
  const [first, second] = [tensor([1, 2], 1, 2), tensor([1, 2], 3, 4)]
  arrivals.add(packet(1, 0, { real: first }))
  arrivals.add(packet(2, 0))
  arrivals.show()
  arrivals.add(packet(3, 0))
  arrivals.show()
  expect(arrivals.picture?.arrays['real']).toBe(first)
  arrivals.add(packet(0, 1, { real: second }))
  arrivals.show()
  expect(arrivals.picture?.arrays['real']).toBe(second)
})

it('ignores pictures of another run', () => {
  arrivals.add(packet(9, 0, {}, { run: 'b' }))
  arrivals.show()
  expect(arrivals.picture).toBeNull()
})

it('begins a new curve after a reset, and goes on with it under new data', () => {
  arrivals.add(packet(2, 0, { curve: tensor([2, 4], 1, 0, 0, 0, 2, 0, 0, 0) }, { curve_from: 1 }))
  arrivals.add(packet(3, 1, { curve: tensor([1, 4], 3, 0, 0, 0) }, { curve_from: 3 }))
  expect(arrivals.curve.columns['loss_d']).toEqual([1, 2, 3])
  arrivals.add(packet(1, 2, { curve: tensor([1, 4], 7, 0, 0, 0) }, { curve_from: 1 }))
  expect(arrivals.curve.columns['loss_d']).toEqual([7])
})

it('fetches the part of the curve that it has missed', async () => {
  arrivals.add(packet(3, 0, { curve: tensor([1, 4], 3, 0, 0, 0) }, { curve_from: 3 }))
  expect(fetched).toEqual(['/api/runs/a/curve?from=1&to=2'])
  answer({
    steps: [1, 2],
    rows: [
      [1, 0, 0, 0],
      [2, 0, 0, 0],
    ],
  })
  await vi.waitFor(() => expect(arrivals.curve.steps).toEqual([1, 2, 3]))
})

it('asks again for steps that the server had not heard of', async () => {
  arrivals.add(packet(3, 0, { curve: tensor([1, 4], 3, 0, 0, 0) }, { curve_from: 3 }))
  answer({ steps: [1], rows: [[1, 0, 0, 0]] })
  await vi.waitFor(() => expect(fetched).toHaveLength(2))
  expect(fetched[1]).toBe('/api/runs/a/curve?from=2&to=2')
  answer({ steps: [2], rows: [[2, 0, 0, 0]] })
  await vi.waitFor(() => expect(arrivals.curve.steps).toEqual([1, 2, 3]))
})

it('drops an answer that a reset has overtaken', async () => {
  arrivals.add(packet(3, 0, { curve: tensor([1, 4], 3, 0, 0, 0) }, { curve_from: 3 }))
  arrivals.add(packet(0, 1))
  answer({
    steps: [1, 2],
    rows: [
      [1, 0, 0, 0],
      [2, 0, 0, 0],
    ],
  })
  await Promise.resolve()
  await Promise.resolve()
  expect(arrivals.curve.steps).toEqual([])
})

it('begins with what was measured before the page came, of the same networks and data alone', async () => {
  known = { epoch: 2, steps: [2, 4], columns: { js: [0.4, 0.3] } }
  arrivals.add(packet(5, 2, {}, { measures: { step: 4, values: { js: 0.3 } } }))
  arrivals.show()
  expect(arrivals.history.steps).toEqual([4])
  await vi.waitFor(() => expect(arrivals.historyVersion).toBe(1))
  expect([arrivals.history.steps, arrivals.history.columns]).toEqual([[2, 4], { js: [0.4, 0.3] }])
  arrivals.add(packet(0, 3))
  await new Promise((resolve) => setTimeout(resolve))
  expect(arrivals.history.steps).toEqual([])
})

it('shows the newest measures, and none of other data or networks', () => {
  const measured = { measures: { step: 4, values: { js: 0.2, kl: null } } }
  for (const [step, epoch] of [
    [7, 1],
    [0, 1],
  ] as const) {
    arrivals.add(packet(4, 0, {}, measured))
    arrivals.add(packet(5, 0, {}, measured))
    arrivals.show()
    expect(arrivals.measures).toEqual({ step: 4, values: { js: 0.2, kl: null } })
    arrivals.add(packet(step, epoch))
    arrivals.show()
    expect(arrivals.measures).toBeNull()
  }
})

it('counts the beginnings of the curve: another run and a reset, not other data', () => {
  const { beginnings } = arrivals
  arrivals.add(packet(5, 0))
  arrivals.add(packet(6, 1))
  expect(arrivals.beginnings).toBe(beginnings)
  arrivals.add(packet(0, 2))
  expect(arrivals.beginnings).toBe(beginnings + 1)
  arrivals.follow('b')
  expect(arrivals.beginnings).toBe(beginnings + 2)
})

it('tells pictures of images from those of points', () => {
  const shown = (fields: Partial<FrameHeader>) => {
    arrivals.add(packet(1, 0, {}, fields))
    arrivals.show()
    return [{ toy: null }, { toy: { dims: 1 } }, { toy: { dims: 2 } }].map((run) => fits(arrivals.picture, run))
  }
  expect(shown({ toy: null })).toEqual([true, false, false])
  expect(shown({ toy: { dims: 2, plane: null } })).toEqual([false, false, true])
})

it('keeps bytes that a later picture of the same networks comes without', () => {
  const samples = { shape: [2], data: Uint8Array.of(7, 8) }
  arrivals.add({ ...packet(1, 0), bytes: { samples } })
  arrivals.add(packet(2, 0))
  arrivals.show()
  arrivals.show()
  expect(arrivals.picture).toMatchObject({ step: 2, bytes: { samples } })
  arrivals.add(packet(0, 1))
  arrivals.show()
  expect(arrivals.picture!.bytes).toEqual({})
})

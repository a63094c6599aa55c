import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeWebSocket } from '../wire/fake-socket.test-help'
import { CATALOGUE } from '../wire/fixtures.test-help'
import type { Run } from '../wire/protocol'
import { Session } from './session.svelte'

const RECIPE = { variant: 'gan', data: 'ring', knobs: { lr_d: 0.001 }, data_knobs: {}, seed: 1 }
const RUN: Run = {
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
  dims: 2,
  images: null,
  place: null,
  loading: null,
  cost: null,
  box: [0, 1, 0, 1],
  curves: [],
  changes: [],
  points: null,
  watchers: 1,
  diverged: null,
  failed: null,
  notice: null,
}

const socket = (): FakeWebSocket => FakeWebSocket.made.at(-1)!
const sent = (): { type: string; ref: number; [key: string]: unknown }[] =>
  socket().sent.map((text) => JSON.parse(text))
const tell = (message: object): void => socket().onmessage?.({ data: JSON.stringify(message) })
/** A frame without arrays, as the server answers a pull of these layers. */
function picture(step: number, layers: string[], epoch = 0): void {
  const __metadata__ = { run: 'r1', step: String(step), epoch: String(epoch), version: '0', layers: layers.join() }
  const header = new TextEncoder().encode(JSON.stringify({ __metadata__ }))
  const bytes = new Uint8Array(8 + header.length)
  new DataView(bytes.buffer).setUint32(0, header.length, true)
  bytes.set(header, 8)
  socket().onmessage?.({ data: bytes.buffer })
}
let storage: Map<string, string>
let session: Session

beforeEach(async () => {
  vi.useFakeTimers()
  FakeWebSocket.made = []
  storage = new Map()
  vi.stubGlobal('WebSocket', FakeWebSocket)
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  })
  vi.stubGlobal('fetch', () => Promise.resolve({ ok: true, json: () => Promise.resolve(CATALOGUE) }))
  session = await loaded()
})

/** What a page that is loaded anew begins with. */
async function loaded(): Promise<Session> {
  const made = new Session('ws://here/ws', () => ({ recipe: RECIPE, speed: undefined }))
  made.connect()
  await made.loadCatalogue()
  return made
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('makes the experiment of the address once it is connected', () => {
  socket().open()
  expect(sent()).toEqual([{ type: 'create', recipe: RECIPE, speed: 120, ref: 1 }])
  tell({ ...RUN, ref: 1 })
  expect(session.run?.run).toBe('r1')
  expect(storage.get('saddle.run')).toBe('r1')
})

it('goes on with the run of before a reload, and makes it again where it is no more', () => {
  storage.set('saddle.run', 'old')
  socket().open()
  expect(sent()).toEqual([{ type: 'open', run: 'old', ref: 1 }])
  tell({
    type: 'error',
    ref: 1,
    code: 'unknown_run',
    message: 'There is no such run.',
    control: null,
    allowed: null,
  })
  expect(sent()[1]).toMatchObject({ type: 'create', ref: 2 })
  expect(session.notices.list).toEqual([])
})

it('makes a run that somebody has removed again, once', () => {
  socket().open()
  tell(RUN)
  const before = sent().length
  const gone = {
    type: 'error',
    code: 'unknown_run',
    message: 'The run was removed.',
    control: 'run',
    allowed: null,
  } as const
  tell({ ...gone, ref: null })
  tell({ ...gone, ref: null })
  expect(sent().slice(before)).toMatchObject([{ type: 'create' }])
  expect(session.notices.list).toMatchObject([{ kind: 'info', text: expect.stringContaining('removed') }])
})

it('says why an experiment cannot be made', () => {
  socket().open()
  tell({
    type: 'error',
    ref: 1,
    code: 'rejected',
    message: 'lr_d cannot be 7.',
    control: 'lr_d',
    allowed: '0 … 1',
  })
  expect(session.refusal).toBe('lr_d cannot be 7.')
})

it('opens its run again after the connection was lost', () => {
  socket().open()
  tell(RUN)
  socket().close()
  expect(session.link.kind).toBe('waiting')
  vi.advanceTimersByTime(1_000)
  socket().open()
  expect(sent()).toEqual([{ type: 'open', run: 'r1', ref: 2 }])
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

it('pulls once an animation frame, when there is a run and no question open', () => {
  session.tick(0)
  socket().open()
  tell(RUN)
  session.tick(16)
  session.tick(20)
  expect(sent().filter(({ type }) => type === 'pull')).toEqual([
    { type: 'pull', run: 'r1', after: -1, epoch: -1, layers: ['fake', 'field', 'curve', 'density'], ref: 2 },
  ])
})

it('asks anew for a layer that a paused run has not sent', () => {
  socket().open()
  tell({ ...RUN, state: 'paused' })
  session.want('stage', ['curve'])
  session.tick(16)
  session.want('stage', ['curve', 'field'])
  session.tick(32)
  session.tick(48)
  expect(sent().filter(({ type }) => type === 'pull')).toHaveLength(2)
  expect(sent().at(-1)).toMatchObject({ after: -1, epoch: -1, layers: ['curve', 'field'] })
})

it('asks a paused run anew where a question that waited long is answered without a newer layer', () => {
  socket().open()
  tell({ ...RUN, state: 'paused' })
  const pulls = (): object[] => sent().filter(({ type }) => type === 'pull')
  session.want('stage', ['curve'])
  session.tick(16)
  picture(0, ['curve'])
  session.tick(32)
  session.want('stage', ['curve', 'field'])
  session.tick(48)
  picture(0, ['curve', 'field'])
  session.tick(64)
  expect(pulls()).toHaveLength(3)
  picture(1, ['curve'])
  session.tick(80)
  session.tick(96)
  expect(pulls().slice(3)).toMatchObject([{ after: -1, layers: ['curve', 'field'] }])
  picture(1, ['curve', 'field'])
  session.tick(112)
  session.tick(128)
  expect(pulls().slice(4)).toMatchObject([{ after: 1, layers: ['curve', 'field'] }])
})

it('asks again after a pull was refused or the connection was lost, and says nothing', () => {
  socket().open()
  tell({ ...RUN, state: 'paused' })
  const pulls = (): object[] => sent().filter(({ type }) => type === 'pull')
  session.tick(16)
  const busy = { type: 'error', code: 'busy', message: 'Busy.', control: null, allowed: null }
  tell({ ...busy, ref: sent().at(-1)!.ref })
  session.tick(32)
  expect(pulls()).toHaveLength(1)
  vi.advanceTimersByTime(1_000)
  session.tick(48)
  expect(pulls()).toHaveLength(2)
  expect(session.notices.list).toEqual([])
  picture(4, ['fake', 'field', 'curve', 'density'])
  socket().close()
  vi.advanceTimersByTime(1_000)
  socket().open()
  session.tick(64)
  expect(pulls()).toMatchObject([{ after: -1 }])
})

it('follows another address, with its speed or the usual one, also where the first was refused', () => {
  socket().open()
  tell({ type: 'error', ref: 1, code: 'rejected', message: 'No.', control: null, allowed: null })
  session.readdress()
  expect(session.refusal).toBeNull()
  expect(sent().at(-1)).toMatchObject({ type: 'create', recipe: RECIPE })
  tell({ ...RUN, speed: 5 })
  session.readdress()
  expect(sent().slice(-2)).toMatchObject([
    { type: 'build', recipe: RECIPE },
    { type: 'speed', speed: 120 },
  ])
})

it('asks for what any part of the page draws, once, until that part wants it no more', () => {
  socket().open()
  tell({ ...RUN, state: 'paused' })
  session.want('stage', ['fake', 'curve'])
  session.want('meaning', ['curve', 'field'])
  session.tick(16)
  expect(sent().at(-1)).toMatchObject({ layers: ['fake', 'curve', 'field'] })
  session.want('meaning', [])
  session.tick(32)
  expect(sent().filter(({ type }) => type === 'pull')).toHaveLength(1)
})

it('names the plane of noise where it asks for the grid, and asks anew for another plane', () => {
  socket().open()
  tell({ ...RUN, state: 'paused' })
  session.want('stage', ['fake'])
  session.tick(16)
  expect(sent().at(-1)).not.toHaveProperty('plane')
  session.want('stage', ['fake', 'manifold'])
  session.tick(32)
  expect(sent().at(-1)).toMatchObject({ after: -1, plane: [0, 1] })
  session.plane = [2, 1]
  session.tick(48)
  session.tick(64)
  expect(sent().at(-1)).toMatchObject({ after: -1, plane: [2, 1] })
  expect(sent().filter(({ type }) => type === 'pull')).toHaveLength(3)
})

it('shows a turned knob at once, and puts it back when it is refused', () => {
  socket().open()
  tell(RUN)
  session.tuner.turn('lr_d', 7)
  const { ref, ...tune } = sent().at(-1)!
  expect(tune).toEqual({ type: 'tune', run: 'r1', knobs: { lr_d: 7 }, data_knobs: {} })
  expect(session.tuner.shown('lr_d', 0.001)).toBe(7)
  tell({
    type: 'error',
    ref,
    code: 'rejected',
    message: 'lr_d cannot be 7.',
    control: 'lr_d',
    allowed: '0 … 1',
  })
  expect(session.tuner.shown('lr_d', 0.001)).toBe(0.001)
  expect(session.notices.list.at(-1)).toMatchObject({
    kind: 'refused',
    text: 'Discriminator: Learning rate of D cannot be 7. Allowed: 0 … 1.',
  })
})

it('pauses before it steps', () => {
  socket().open()
  tell(RUN)
  session.step(10, 'g')
  expect(sent().slice(-2)).toMatchObject([{ type: 'pause' }, { type: 'step', rounds: 10, only: 'g' }])
})

it('shows what the server has to say', () => {
  socket().open()
  tell({ ...RUN, notice: 'Rebuilt with seed 7.' })
  expect(session.notices.list.map(({ text }) => text)).toEqual(['Rebuilt with seed 7.'])
  vi.advanceTimersByTime(7_000)
  expect(session.notices.list).toEqual([])
})

it('asks for a round in slow motion, and hears it, a refusal or that the connection is gone', async () => {
  socket().open()
  tell(RUN)
  const traced = { type: 'traced', run: 'r1', step: 3, epoch: 0, substeps: [] }
  const first = session.trace()
  const { ref } = sent().at(-1)!
  expect(sent().at(-1)).toEqual({ type: 'trace', run: 'r1', ref })
  tell({ ...traced, ref })
  expect(await first).toMatchObject({ step: 3 })
  const second = session.trace()
  tell({ type: 'error', ref: ref + 1, code: 'rejected', message: 'No.', control: null, allowed: null })
  await expect(second).rejects.toThrow('No.')
  expect(session.notices.list).toEqual([])
  const third = session.trace()
  socket().close()
  await expect(third).rejects.toThrow('connection')
  await expect(session.trace()).rejects.toThrow('connection')
})

it('keeps the speed for another game of its kind, and has the usual one of the other kind', () => {
  socket().open()
  tell({ ...RUN, speed: 5 })
  session.build({ ...RECIPE, variant: 'wgan' })
  expect(sent().at(-1)).toMatchObject({ type: 'build', recipe: { variant: 'wgan' } })
  session.build({ variant: 'dcgan', data: 'digits', knobs: {}, data_knobs: {}, seed: 1 })
  expect(sent().at(-1)).toMatchObject({ type: 'create', speed: null })
})

const GENERATED = {
  type: 'generated',
  run: 'r1',
  step: 5,
  epoch: 0,
  sheet: 'data:image/webp;base64,',
  count: 1,
  columns: 1,
  size: 16,
  labels: [],
  distances: [],
}

it('brings each answer of G to its question, whichever comes first', async () => {
  socket().open()
  tell(RUN)
  const [one, other] = [
    session.generate({ type: 'of_class', label: 1 }),
    session.generate({ type: 'nearest', place: 7 }),
  ]
  const [first, second] = sent().slice(-2)
  expect(first).toMatchObject({ type: 'generate', run: 'r1', what: { type: 'of_class', label: 1 } })
  tell({ ...GENERATED, ref: second!.ref, count: 6 })
  tell({ ...GENERATED, ref: first!.ref, count: 64 })
  expect(await Promise.all([one, other])).toMatchObject([{ count: 64 }, { count: 6 }])
})

it('tells who asked why G makes no image, and nobody else', async () => {
  socket().open()
  tell(RUN)
  const asked = session.generate({ type: 'of_class', label: 77 })
  tell({
    type: 'error',
    ref: sent().at(-1)!.ref,
    code: 'rejected',
    message: 'There is no class 77.',
    control: 'label',
    allowed: '0 … 9',
  })
  await expect(asked).rejects.toThrow('There is no class 77.')
  expect(session.notices.list).toEqual([])
  const lost = session.generate({ type: 'of_class', label: 1 })
  socket().close()
  await expect(lost).rejects.toThrow('The connection is gone.')
})

const IMAGES: Run = { ...RUN, run: 'r2', kind: 'image', dims: null, speed: null }
const gone = { type: 'error', code: 'unknown_run', message: 'There is no such run.', control: 'run', allowed: null }

/** Turns from points to images, whose first run comes at once. */
function toImages(): void {
  socket().open()
  tell({ ...RUN, step: 7 })
  session.turnTo('image')
  tell({ ...IMAGES, ref: sent().at(-1)!.ref })
}

it('leaves the run of points as it is for a run of images, and finds it again', () => {
  socket().open()
  tell({ ...RUN, step: 7 })
  session.tick(16)
  picture(7, ['curve'])
  session.tick(32)
  expect(session.arrivals.picture).not.toBeNull()
  session.turnTo('image')
  expect([session.turning.to, session.arrivals.picture, session.run?.run]).toEqual(['image', null, 'r1'])
  const created = sent().at(-1)!
  expect(created).toMatchObject({ type: 'create', speed: null, recipe: { variant: 'dcgan', data: 'digits' } })
  session.tick(48)
  expect(sent().at(-1)).toEqual(created)
  tell({ ...IMAGES, ref: created.ref })
  expect(sent().at(-1)).toMatchObject({ type: 'leave', run: 'r1' })
  expect([session.turning.to, session.run?.run, storage.get('saddle.run')]).toEqual([null, 'r2', 'r2'])
  session.turnTo('toy')
  expect(sent().at(-1)).toMatchObject({ type: 'open', run: 'r1' })
  tell({ ...RUN, step: 9, ref: sent().at(-1)!.ref })
  expect(sent().at(-1)).toMatchObject({ type: 'leave', run: 'r2' })
  expect([session.run?.run, session.run?.step, storage.get('saddle.run')]).toEqual(['r1', 9, 'r1'])
  expect(sent().some(({ type }) => type === 'build')).toBe(false)
})

it('hears no more of a run that it has left', () => {
  toImages()
  session.tick(16)
  tell({ ...RUN, step: 8 })
  picture(8, ['curve'])
  session.tick(24)
  expect([session.run?.run, session.arrivals.picture]).toEqual(['r2', null])
  expect(sent().filter(({ type }) => type === 'pull')).toMatchObject([{ run: 'r2' }])
})

it('finds the run that it has left after a reload, and makes a first one where that is no more', async () => {
  for (const exists of [true, false]) {
    storage.clear()
    session = await loaded()
    toImages()
    session = await loaded()
    socket().open()
    expect(sent()).toMatchObject([{ type: 'open', run: 'r2' }])
    tell({ ...IMAGES, ref: sent()[0]!.ref })
    session.turnTo('toy')
    const { ref } = sent().at(-1)!
    expect(sent().at(-1)).toMatchObject({ type: 'open', run: 'r1' })
    tell(exists ? { ...RUN, ref } : { ...gone, ref })
    if (exists) expect([session.run?.run, storage.get('saddle.left')]).toEqual(['r1', '{"image":"r2"}'])
    else expect(sent().at(-1)).toMatchObject({ type: 'create', speed: 120, recipe: { seed: 1 } })
  }
})

it('makes a run that was left and is no more again', () => {
  toImages()
  session.turnTo('toy')
  tell({ ...gone, ref: sent().at(-1)!.ref })
  expect(sent().at(-1)).toMatchObject({ type: 'create', recipe: RECIPE, speed: 120 })
  expect(session.notices.list).toEqual([])
  tell({ ...RUN, run: 'r3', ref: sent().at(-1)!.ref })
  expect(session.run?.run).toBe('r3')
})

it('stays with its run where there is no room for another, or where one turns back meanwhile', () => {
  socket().open()
  tell(RUN)
  session.turnTo('image')
  tell({ ...gone, code: 'busy', message: 'All runs are being watched.', ref: sent().at(-1)!.ref })
  expect([session.turning.to, session.run?.run]).toEqual([null, 'r1'])
  expect(session.notices.list).toMatchObject([{ kind: 'refused', text: 'All runs are being watched.' }])
  session.turnTo('image')
  const { ref } = sent().at(-1)!
  session.turnTo('toy')
  picture(3, ['curve'])
  session.tick(16)
  expect(session.arrivals.picture?.step).toBe(3)
  tell({ ...IMAGES, ref })
  expect([session.turning.to, session.run?.run]).toEqual([null, 'r1'])
  expect(sent().at(-1)).toMatchObject({ type: 'leave', run: 'r2' })
  session.turnTo('image')
  expect(sent().at(-1)).toMatchObject({ type: 'open', run: 'r2' })
})

it('asks once for the run of images where somebody turns back and forth', () => {
  socket().open()
  tell(RUN)
  for (const kind of ['image', 'toy', 'image'] as const) session.turnTo(kind)
  const created = sent().filter(({ type }) => type === 'create')
  expect(created).toHaveLength(2)
  tell({ ...IMAGES, ref: created[1]!.ref })
  expect(session.run?.run).toBe('r2')
})

it('is back at its run where the connection is lost while it turns', () => {
  socket().open()
  tell(RUN)
  session.turnTo('image')
  socket().close()
  expect(session.turning.to).toBeNull()
  vi.advanceTimersByTime(1_000)
  socket().open()
  expect(sent()).toMatchObject([{ type: 'open', run: 'r1' }])
  tell({ ...RUN, ref: sent()[0]!.ref })
  picture(3, ['curve'])
  session.tick(16)
  expect(session.arrivals.picture?.step).toBe(3)
})

const DRAWN = { variant: 'cgan', data: 'shapes', knobs: {}, data_knobs: {}, seed: 4 }

it('opens an experiment of images as a run of its own, and one of points in the run that was left', () => {
  socket().open()
  tell(RUN)
  session.build(DRAWN, 5)
  expect(session.turning.to).toBe('image')
  expect(sent().at(-1)).toMatchObject({ type: 'create', recipe: DRAWN, speed: 5 })
  tell({ ...IMAGES, recipe: DRAWN, ref: sent().at(-1)!.ref })
  const other = { ...RECIPE, data: 'gaussians' }
  session.build(other)
  expect(sent().at(-1)).toMatchObject({ type: 'open', run: 'r1' })
  tell({ ...RUN, ref: sent().at(-1)!.ref })
  expect(sent().at(-1)).toMatchObject({ type: 'build', run: 'r1', recipe: other })
  tell(RUN)
  expect(sent().filter(({ type }) => type === 'build')).toHaveLength(1)
})

it('makes the chosen experiment where the run that was left is no more', () => {
  toImages()
  session.build({ ...RECIPE, seed: 9 })
  tell({ ...gone, ref: sent().at(-1)!.ref })
  expect(sent().at(-1)).toMatchObject({ type: 'create', recipe: { ...RECIPE, seed: 9 }, speed: 120 })
})

it('follows the choice that was made last, where several were made before the run was there', () => {
  socket().open()
  tell(RUN)
  session.turnTo('image')
  const { ref } = sent().at(-1)!
  session.build(DRAWN)
  session.build(RECIPE)
  expect(session.turning.to).toBeNull()
  expect(sent().at(-1)).toMatchObject({ type: 'build', run: 'r1' })
  session.build(DRAWN)
  tell({ ...IMAGES, ref })
  expect(sent().at(-1)).toMatchObject({ type: 'build', run: 'r2', recipe: DRAWN })
})

it('tells the run that is left nothing while the other is on its way', () => {
  socket().open()
  tell(RUN)
  session.turnTo('image')
  const before = sent().length
  session.toggle()
  session.step(1)
  expect([session.send({ type: 'reset' }), sent().length]).toEqual([false, before])
  expect(session.turning.waits).toContain('images')
  session.turnTo('toy')
  expect([session.turning.waits, session.send({ type: 'reset' })]).toEqual([null, true])
})

it('knows an outdated picture from the click on other data until the first one of theirs', () => {
  socket().open()
  tell({ ...RUN, ref: 1 })
  expect(session.outdated).toBe(false)
  picture(9, ['curve'])
  session.tick(0)
  expect(session.outdated).toBe(false)
  session.build({ ...RECIPE, data: 'gaussians' })
  expect(session.outdated).toBe(true)
  tell({ ...RUN, epoch: 1, ref: sent().at(-1)!.ref })
  picture(10, ['curve'])
  session.tick(100)
  expect(session.outdated).toBe(true)
  picture(0, ['curve'], 1)
  session.tick(200)
  expect(session.outdated).toBe(false)
})

it('keeps its picture where another experiment is refused', () => {
  socket().open()
  tell({ ...RUN, ref: 1 })
  picture(9, ['curve'])
  session.tick(0)
  session.build({ ...RECIPE, data: 'gaussians' })
  tell({ type: 'error', ref: sent().at(-1)!.ref, code: 'rejected', message: 'No.', control: 'data', allowed: null })
  expect(session.outdated).toBe(false)
})

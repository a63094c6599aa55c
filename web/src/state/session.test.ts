import { expect, it, vi } from 'vitest'
import { IMAGES, RECIPE, RUN, serve } from './served.test-help'

const page = serve()

const gone = { type: 'error', code: 'unknown_run', message: 'There is no such run.', control: 'run', allowed: null }

/** Turns from points to images, whose first run comes at once. */
function toImages(): void {
  page.socket.open()
  page.tell({ ...RUN, step: 7 })
  page.session.turnTo('image')
  page.tell({ ...IMAGES, ref: page.last.ref })
}

const DRAWN = { variant: 'cgan', data: 'shapes', knobs: {}, data_knobs: {}, seed: 4 }

it('makes the experiment of the address once it is connected', () => {
  page.socket.open()
  expect(page.sent).toEqual([{ type: 'create', recipe: RECIPE, speed: 120, ref: 1 }])
  page.tell({ ...RUN, ref: 1 })
  expect(page.session.run?.run).toBe('r1')
  expect(page.storage.get('saddle.run')).toBe('r1')
})

it('goes on with the run of before a reload, and makes it again where it is no more', () => {
  page.storage.set('saddle.run', 'old')
  page.socket.open()
  expect(page.sent).toEqual([{ type: 'open', run: 'old', ref: 1 }])
  page.tell({
    type: 'error',
    ref: 1,
    code: 'unknown_run',
    message: 'There is no such run.',
    control: null,
    allowed: null,
  })
  expect(page.sent[1]).toMatchObject({ type: 'create', ref: 2 })
  expect(page.session.notices.list).toEqual([])
})

it('makes a run that somebody has removed again, once', () => {
  page.socket.open()
  page.tell(RUN)
  const before = page.sent.length
  page.tell({ ...gone, run: 'r1', ref: null })
  page.tell({ ...gone, run: 'r1', ref: null })
  expect(page.sent.slice(before)).toMatchObject([{ type: 'create' }])
  expect(page.session.notices.list).toMatchObject([{ kind: 'info', text: expect.stringContaining('removed') }])
})

it('says why an experiment cannot be made', () => {
  page.socket.open()
  page.tell({
    type: 'error',
    ref: 1,
    code: 'rejected',
    message: 'lr_d cannot be 7.',
    control: 'lr_d',
    allowed: '0 … 1',
  })
  expect(page.session.refusal).toBe('lr_d cannot be 7.')
})

it('opens its run again after the connection was lost', () => {
  page.socket.open()
  page.tell(RUN)
  page.socket.close()
  expect(page.session.link.kind).toBe('waiting')
  vi.advanceTimersByTime(1_000)
  page.socket.open()
  expect(page.sent).toEqual([{ type: 'open', run: 'r1', ref: 2 }])
})

it('follows another address, with its speed or the usual one, also where the first was refused', () => {
  page.socket.open()
  page.tell({ type: 'error', ref: 1, code: 'rejected', message: 'No.', control: null, allowed: null })
  page.session.readdress()
  expect(page.session.refusal).toBeNull()
  expect(page.sent.at(-1)).toMatchObject({ type: 'create', recipe: RECIPE })
  page.tell({ ...RUN, speed: 5 })
  page.session.readdress()
  expect(page.sent.slice(-2)).toMatchObject([
    { type: 'build', recipe: RECIPE },
    { type: 'speed', speed: 120 },
  ])
})

it('keeps the speed for another game of its kind, and has the usual one of the other kind', () => {
  page.socket.open()
  page.tell({ ...RUN, speed: 5 })
  page.session.build({ ...RECIPE, variant: 'wgan' })
  expect(page.sent.at(-1)).toMatchObject({ type: 'build', recipe: { variant: 'wgan' } })
  page.session.build({ variant: 'dcgan', data: 'digits', knobs: {}, data_knobs: {}, seed: 1 })
  expect(page.sent.at(-1)).toMatchObject({ type: 'create', speed: null })
})

it('leaves the run of points as it is for a run of images, and finds it again', () => {
  page.socket.open()
  page.tell({ ...RUN, step: 7 })
  page.session.tick(16)
  page.picture(7, ['curve'])
  page.session.tick(32)
  expect(page.stage.arrivals.picture).not.toBeNull()
  page.session.turnTo('image')
  expect([page.session.turning.to, page.stage.arrivals.picture, page.session.run?.run]).toEqual(['image', null, 'r1'])
  const created = page.sent.at(-1)!
  expect(created).toMatchObject({ type: 'create', speed: null, recipe: { variant: 'dcgan', data: 'digits' } })
  page.session.tick(48)
  expect(page.sent.at(-1)).toEqual(created)
  page.tell({ ...IMAGES, ref: created.ref })
  expect(page.sent.at(-1)).toMatchObject({ type: 'leave', run: 'r1' })
  expect([page.session.turning.to, page.session.run?.run, page.storage.get('saddle.run')]).toEqual([null, 'r2', 'r2'])
  page.session.turnTo('toy')
  expect(page.sent.at(-1)).toMatchObject({ type: 'open', run: 'r1' })
  page.tell({ ...RUN, step: 9, ref: page.sent.at(-1)!.ref })
  expect(page.sent.at(-1)).toMatchObject({ type: 'leave', run: 'r2' })
  expect([page.session.run?.run, page.session.run?.step, page.storage.get('saddle.run')]).toEqual(['r1', 9, 'r1'])
  expect(page.sent.some(({ type }) => type === 'build')).toBe(false)
})

it('hears no more of a run that it has left', () => {
  toImages()
  page.stage.want('stage', ['samples'])
  page.session.tick(16)
  page.tell({ ...RUN, step: 8 })
  page.picture(8, ['curve'])
  page.session.tick(24)
  expect([page.session.run?.run, page.stage.arrivals.picture]).toEqual(['r2', null])
  expect(page.sent.filter(({ type }) => type === 'pull')).toMatchObject([{ run: 'r2' }])
})

it('finds the run that it has left after a reload, and makes a first one where that is no more', async () => {
  for (const exists of [true, false]) {
    page.storage.clear()
    await page.load()
    toImages()
    await page.load()
    page.socket.open()
    expect(page.sent).toMatchObject([{ type: 'open', run: 'r2' }])
    page.tell({ ...IMAGES, ref: page.sent[0]!.ref })
    page.session.turnTo('toy')
    const { ref } = page.sent.at(-1)!
    expect(page.sent.at(-1)).toMatchObject({ type: 'open', run: 'r1' })
    page.tell(exists ? { ...RUN, ref } : { ...gone, ref })
    if (exists) expect([page.session.run?.run, page.storage.get('saddle.left')]).toEqual(['r1', '{"image":"r2"}'])
    else expect(page.sent.at(-1)).toMatchObject({ type: 'create', speed: 120, recipe: { seed: 1 } })
  }
})

it('makes a run that was left and is no more again', () => {
  toImages()
  page.session.turnTo('toy')
  page.tell({ ...gone, ref: page.sent.at(-1)!.ref })
  expect(page.sent.at(-1)).toMatchObject({ type: 'create', recipe: RECIPE, speed: 120 })
  expect(page.session.notices.list).toEqual([])
  page.tell({ ...RUN, run: 'r3', ref: page.sent.at(-1)!.ref })
  expect(page.session.run?.run).toBe('r3')
})

it('stays with its run where there is no room for another, or where one turns back meanwhile', () => {
  page.socket.open()
  page.tell(RUN)
  page.session.turnTo('image')
  page.tell({ ...gone, code: 'busy', message: 'All runs are being watched.', ref: page.sent.at(-1)!.ref })
  expect([page.session.turning.to, page.session.run?.run]).toEqual([null, 'r1'])
  expect(page.session.notices.list).toMatchObject([{ kind: 'refused', text: 'All runs are being watched.' }])
  page.session.turnTo('image')
  const { ref } = page.sent.at(-1)!
  page.session.turnTo('toy')
  page.picture(3, ['curve'])
  page.session.tick(16)
  expect(page.stage.arrivals.picture?.step).toBe(3)
  page.tell({ ...IMAGES, ref })
  expect([page.session.turning.to, page.session.run?.run]).toEqual([null, 'r1'])
  expect(page.sent.at(-1)).toMatchObject({ type: 'leave', run: 'r2' })
  page.session.turnTo('image')
  expect(page.sent.at(-1)).toMatchObject({ type: 'open', run: 'r2' })
})

it('asks once for the run of images where somebody turns back and forth', () => {
  page.socket.open()
  page.tell(RUN)
  for (const kind of ['image', 'toy', 'image'] as const) page.session.turnTo(kind)
  const created = page.sent.filter(({ type }) => type === 'create')
  expect(created).toHaveLength(2)
  page.tell({ ...IMAGES, ref: created[1]!.ref })
  expect(page.session.run?.run).toBe('r2')
})

it('is back at its run where the connection is lost while it turns', () => {
  page.socket.open()
  page.tell(RUN)
  page.session.turnTo('image')
  page.socket.close()
  expect(page.session.turning.to).toBeNull()
  vi.advanceTimersByTime(1_000)
  page.socket.open()
  expect(page.sent).toMatchObject([{ type: 'open', run: 'r1' }])
  page.tell({ ...RUN, ref: page.sent[0]!.ref })
  page.picture(3, ['curve'])
  page.session.tick(16)
  expect(page.stage.arrivals.picture?.step).toBe(3)
})

it('opens an experiment of images as a run of its own, and one of points in the run that was left', () => {
  page.socket.open()
  page.tell(RUN)
  page.session.build(DRAWN, 5)
  expect(page.session.turning.to).toBe('image')
  expect(page.sent.at(-1)).toMatchObject({ type: 'create', recipe: DRAWN, speed: 5 })
  page.tell({ ...IMAGES, recipe: DRAWN, ref: page.sent.at(-1)!.ref })
  const other = { ...RECIPE, data: 'gaussians' }
  page.session.build(other)
  expect(page.sent.at(-1)).toMatchObject({ type: 'open', run: 'r1' })
  page.tell({ ...RUN, ref: page.sent.at(-1)!.ref })
  expect(page.sent.at(-1)).toMatchObject({ type: 'build', run: 'r1', recipe: other })
  page.tell(RUN)
  expect(page.sent.filter(({ type }) => type === 'build')).toHaveLength(1)
})

it('makes the chosen experiment where the run that was left is no more', () => {
  toImages()
  page.session.build({ ...RECIPE, seed: 9 })
  page.tell({ ...gone, ref: page.sent.at(-1)!.ref })
  expect(page.sent.at(-1)).toMatchObject({ type: 'create', recipe: { ...RECIPE, seed: 9 }, speed: 120 })
})

it('follows the choice that was made last, where several were made before the run was there', () => {
  page.socket.open()
  page.tell(RUN)
  page.session.turnTo('image')
  const { ref } = page.sent.at(-1)!
  page.session.build(DRAWN)
  page.session.build(RECIPE)
  expect(page.session.turning.to).toBeNull()
  expect(page.sent.at(-1)).toMatchObject({ type: 'build', run: 'r1' })
  page.session.build(DRAWN)
  page.tell({ ...IMAGES, ref })
  expect(page.sent.at(-1)).toMatchObject({ type: 'build', run: 'r2', recipe: DRAWN })
})

it('tells the run that is left nothing while the other is on its way', () => {
  page.socket.open()
  page.tell(RUN)
  page.session.turnTo('image')
  const before = page.sent.length
  page.stage.toggle()
  page.stage.step(1)
  expect([page.stage.send({ type: 'reset' }), page.sent.length]).toEqual([false, before])
  expect(page.session.turning.waits).toContain('images')
  page.session.turnTo('toy')
  expect([page.session.turning.waits, page.stage.send({ type: 'reset' })]).toEqual([null, true])
})

it('opens a loaded run on stage without leaving the page, and leaves the one before', () => {
  toImages()
  page.session.open('r9')
  expect(page.last).toMatchObject({ type: 'open', run: 'r9' })
  expect(page.session.run?.run).toBe('r2')
  page.tell({ ...IMAGES, run: 'r9', step: 40, notice: 'The run goes on from step 40.', ref: page.last.ref })
  expect(page.last).toMatchObject({ type: 'leave', run: 'r2' })
  expect([page.session.run?.run, page.session.run?.step, page.storage.get('saddle.run')]).toEqual(['r9', 40, 'r9'])
  expect(page.session.notices.list).toMatchObject([{ text: 'The run goes on from step 40.' }])
  page.picture(41, ['samples'], { run: 'r9' })
  page.session.tick(16)
  expect(page.stage.arrivals.picture?.step).toBe(41)
  page.session.turnTo('toy')
  expect(page.last).toMatchObject({ type: 'open', run: 'r1' })
})

it('keeps its run where the one to be loaded is no more', () => {
  toImages()
  page.session.open('r9')
  page.refuse(page.last.ref, { code: 'unknown_run', message: 'There is no such run.' })
  expect([page.session.run?.run, page.storage.get('saddle.run')]).toEqual(['r2', 'r2'])
  expect(page.session.notices.list).toMatchObject([{ kind: 'refused', text: 'There is no such run.' }])
})

import { expect, it, vi } from 'vitest'
import { RECIPE, RUN, serve } from '../served.test-help'

const page = serve()

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

it('pulls once an animation frame, when the page draws something of the run and no question is open', () => {
  page.session.tick(0)
  page.socket.open()
  page.tell(RUN)
  page.session.tick(8)
  page.stage.want('stage', ['fake', 'curve'])
  page.session.tick(16)
  page.session.tick(20)
  expect(page.sent.filter(({ type }) => type === 'pull')).toEqual([
    { type: 'pull', run: 'r1', after: -1, epoch: -1, layers: ['fake', 'curve'], ref: 2 },
  ])
})

it('asks anew for a layer that a paused run has not sent', () => {
  page.socket.open()
  page.tell({ ...RUN, state: 'paused' })
  page.stage.want('stage', ['curve'])
  page.session.tick(16)
  page.stage.want('stage', ['curve', 'field'])
  page.session.tick(32)
  page.session.tick(48)
  expect(page.sent.filter(({ type }) => type === 'pull')).toHaveLength(2)
  expect(page.sent.at(-1)).toMatchObject({ after: -1, epoch: -1, layers: ['curve', 'field'] })
})

it('asks a paused run anew where a question that waited long is answered without a newer layer', () => {
  page.socket.open()
  page.tell({ ...RUN, state: 'paused' })
  const pulls = (): object[] => page.sent.filter(({ type }) => type === 'pull')
  page.stage.want('stage', ['curve'])
  page.session.tick(16)
  page.picture(0, ['curve'])
  page.session.tick(32)
  page.stage.want('stage', ['curve', 'field'])
  page.session.tick(48)
  page.picture(0, ['curve', 'field'])
  page.session.tick(64)
  expect(pulls()).toHaveLength(3)
  page.picture(1, ['curve'])
  page.session.tick(80)
  page.session.tick(96)
  expect(pulls().slice(3)).toMatchObject([{ after: -1, layers: ['curve', 'field'] }])
  page.picture(1, ['curve', 'field'])
  page.session.tick(112)
  page.session.tick(128)
  expect(pulls().slice(4)).toMatchObject([{ after: 1, layers: ['curve', 'field'] }])
})

it('asks again after a pull was refused or the connection was lost, and says nothing', () => {
  page.socket.open()
  page.tell({ ...RUN, state: 'paused' })
  const pulls = (): object[] => page.sent.filter(({ type }) => type === 'pull')
  page.stage.want('stage', ['fake', 'curve'])
  page.session.tick(16)
  const busy = { type: 'error', code: 'busy', message: 'Busy.', control: null, allowed: null }
  page.tell({ ...busy, ref: page.sent.at(-1)!.ref })
  page.session.tick(32)
  expect(pulls()).toHaveLength(1)
  vi.advanceTimersByTime(1_000)
  page.session.tick(48)
  expect(pulls()).toHaveLength(2)
  expect(page.session.notices.list).toEqual([])
  page.picture(4, ['fake', 'curve'])
  page.socket.close()
  vi.advanceTimersByTime(1_000)
  page.socket.open()
  page.session.tick(64)
  expect(pulls()).toMatchObject([{ after: -1 }])
})

it('asks for what any part of the page draws, once, until that part wants it no more', () => {
  page.socket.open()
  page.tell({ ...RUN, state: 'paused' })
  page.stage.want('stage', ['fake', 'curve'])
  page.stage.want('meaning', ['curve', 'field'])
  page.session.tick(16)
  expect(page.sent.at(-1)).toMatchObject({ layers: ['fake', 'curve', 'field'] })
  page.stage.want('meaning', [])
  page.session.tick(32)
  expect(page.sent.filter(({ type }) => type === 'pull')).toHaveLength(1)
})

it('names the plane of noise where it asks for the grid, and asks anew for another plane', () => {
  page.socket.open()
  page.tell({ ...RUN, state: 'paused' })
  page.stage.want('stage', ['fake'])
  page.session.tick(16)
  expect(page.sent.at(-1)).not.toHaveProperty('plane')
  page.stage.want('stage', ['fake', 'manifold'])
  page.session.tick(32)
  expect(page.sent.at(-1)).toMatchObject({ after: -1, plane: [0, 1] })
  page.stage.plane = [2, 1]
  page.session.tick(48)
  page.session.tick(64)
  expect(page.sent.at(-1)).toMatchObject({ after: -1, plane: [2, 1] })
  expect(page.sent.filter(({ type }) => type === 'pull')).toHaveLength(3)
})

it('shows a turned knob at once, and puts it back when it is refused', () => {
  page.socket.open()
  page.tell(RUN)
  page.stage.tuner.turn('lr_d', 7)
  const { ref, ...tune } = page.sent.at(-1)!
  expect(tune).toEqual({ type: 'tune', run: 'r1', knobs: { lr_d: 7 }, data_knobs: {} })
  expect(page.stage.tuner.shown('lr_d', 0.001)).toBe(7)
  page.tell({
    type: 'error',
    ref,
    code: 'rejected',
    message: 'lr_d cannot be 7.',
    control: 'lr_d',
    allowed: '0 … 1',
  })
  expect(page.stage.tuner.shown('lr_d', 0.001)).toBe(0.001)
  expect(page.session.notices.list.at(-1)).toMatchObject({
    kind: 'refused',
    text: 'Discriminator: Learning rate of D cannot be 7. Allowed: 0 … 1.',
  })
})

it('pauses before it steps', () => {
  page.socket.open()
  page.tell(RUN)
  page.stage.step(10, 'g')
  expect(page.sent.slice(-2)).toMatchObject([{ type: 'pause' }, { type: 'step', count: 10, only: 'g' }])
})

it('shows what the server has to say', () => {
  page.socket.open()
  page.tell({ ...RUN, notice: 'Rebuilt with seed 7.' })
  expect(page.session.notices.list.map(({ text }) => text)).toEqual(['Rebuilt with seed 7.'])
  vi.advanceTimersByTime(7_000)
  expect(page.session.notices.list).toEqual([])
})

it('asks for a step in slow motion, and hears it, a refusal or that the connection is gone', async () => {
  page.socket.open()
  page.tell(RUN)
  const traced = { type: 'traced', run: 'r1', step: 3, epoch: 0, substeps: [] }
  const first = page.stage.trace()
  const { ref } = page.sent.at(-1)!
  expect(page.sent.at(-1)).toEqual({ type: 'trace', run: 'r1', ref })
  page.tell({ ...traced, ref })
  expect(await first).toMatchObject({ step: 3 })
  const second = page.stage.trace()
  page.tell({ type: 'error', ref: ref + 1, code: 'rejected', message: 'No.', control: null, allowed: null })
  await expect(second).rejects.toThrow('No.')
  expect(page.session.notices.list).toEqual([])
  const third = page.stage.trace()
  page.socket.close()
  await expect(third).rejects.toThrow('connection')
  await expect(page.stage.trace()).rejects.toThrow('connection')
})

it('brings each answer of G to its question, whichever comes first', async () => {
  page.socket.open()
  page.tell(RUN)
  const [one, other] = [
    page.stage.generate({ type: 'of_class', label: 1 }),
    page.stage.generate({ type: 'nearest', place: 7 }),
  ]
  const [first, second] = page.sent.slice(-2)
  expect(first).toMatchObject({ type: 'generate', run: 'r1', what: { type: 'of_class', label: 1 } })
  page.tell({ ...GENERATED, ref: second!.ref, count: 6 })
  page.tell({ ...GENERATED, ref: first!.ref, count: 64 })
  expect(await Promise.all([one, other])).toMatchObject([{ count: 64 }, { count: 6 }])
})

it('tells who asked why G makes no image, and nobody else', async () => {
  page.socket.open()
  page.tell(RUN)
  const asked = page.stage.generate({ type: 'of_class', label: 77 })
  page.tell({
    type: 'error',
    ref: page.sent.at(-1)!.ref,
    code: 'rejected',
    message: 'There is no class 77.',
    control: 'label',
    allowed: '0 … 9',
  })
  await expect(asked).rejects.toThrow('There is no class 77.')
  expect(page.session.notices.list).toEqual([])
  const lost = page.stage.generate({ type: 'of_class', label: 1 })
  page.socket.close()
  await expect(lost).rejects.toThrow('The connection is gone.')
})

it('knows an outdated picture from the click on other data until the first one of theirs', () => {
  page.socket.open()
  page.tell({ ...RUN, ref: 1 })
  expect(page.stage.outdated).toBe(false)
  page.picture(9, ['curve'])
  page.session.tick(0)
  expect(page.stage.outdated).toBe(false)
  page.session.build({ ...RECIPE, data: 'gaussians' })
  expect(page.stage.outdated).toBe(true)
  page.tell({ ...RUN, epoch: 1, ref: page.sent.at(-1)!.ref })
  page.picture(10, ['curve'])
  page.session.tick(100)
  expect(page.stage.outdated).toBe(true)
  page.picture(0, ['curve'], { epoch: 1 })
  page.session.tick(200)
  expect(page.stage.outdated).toBe(false)
})

it('keeps its picture where another experiment is refused', () => {
  page.socket.open()
  page.tell({ ...RUN, ref: 1 })
  page.picture(9, ['curve'])
  page.session.tick(0)
  page.session.build({ ...RECIPE, data: 'gaussians' })
  page.tell({
    type: 'error',
    ref: page.sent.at(-1)!.ref,
    code: 'rejected',
    message: 'No.',
    control: 'data',
    allowed: null,
  })
  expect(page.stage.outdated).toBe(false)
})

import { expect, it, vi } from 'vitest'
import { IMAGES, RUN, serve } from './served.test-help'
import type { Watched } from './run/watched.svelte'

const page = serve()
const ROW = [1, 2, 0.5, 0.5, 1, 1, 0]

it('watches two runs on one socket: each pulls by itself, and one is left without disturbing the other', () => {
  page.socket.open()
  page.tell({ ...RUN, ref: 1 })
  page.session.watch('r2')
  page.tell({ ...IMAGES, ref: page.last.ref })
  const [points, images] = page.session.watched as [Watched, Watched]
  expect([page.stage, page.session.watched.length]).toEqual([points, 2])
  points.want('stage', ['fake', 'curve'])
  images.want('stage', ['samples'])
  page.session.tick(16)
  expect(page.pulls('r1')).toMatchObject([{ layers: ['fake', 'curve'], after: -1 }])
  expect(page.pulls('r2')).toMatchObject([{ layers: ['samples'], after: -1 }])
  page.picture(2, ['fake', 'curve'], { curve: [ROW, ROW] })
  page.picture(5, ['samples'], { run: 'r2', curve: [ROW, ROW, ROW, ROW, ROW] })
  page.session.tick(32)
  expect([points.arrivals.picture?.step, points.arrivals.curve.end]).toEqual([2, 2])
  expect([images.arrivals.picture?.step, images.arrivals.curve.end]).toEqual([5, 5])
  expect([page.pulls('r1').at(-1), page.pulls('r2').at(-1)]).toMatchObject([{ after: 2 }, { after: 5 }])
  images.toggle()
  expect(page.last).toMatchObject({ type: 'pause', run: 'r2' })
  page.session.leave(images)
  expect(page.last).toMatchObject({ type: 'leave', run: 'r2' })
  page.picture(3, ['fake', 'curve'], { curve: [ROW] })
  page.picture(6, ['samples'], { run: 'r2', curve: [ROW] })
  page.session.tick(48)
  expect([points.arrivals.picture?.step, images.arrivals.picture?.step]).toEqual([3, 5])
  expect(page.pulls('r2')).toHaveLength(2)
  expect(page.session.watched).toEqual([points])
})

it('tells refusals of two runs apart', async () => {
  page.socket.open()
  page.tell({ ...RUN, ref: 1 })
  page.session.watch('r2')
  page.tell({ ...IMAGES, ref: page.last.ref })
  const [points, images] = page.session.watched as [Watched, Watched]
  points.tuner.turn('lr_d', 7)
  images.tuner.turn('lr_d', 8)
  page.refuse(page.last.ref)
  expect([points.tuner.shown('lr_d', 1), images.tuner.shown('lr_d', 1)]).toEqual([7, 1])
  const asked = images.generate({ type: 'of_class', label: 1 })
  page.session.leave(images)
  await expect(asked).rejects.toThrow('left')
})

it('opens both of its runs again after the connection was lost', () => {
  page.socket.open()
  page.tell({ ...RUN, ref: 1 })
  page.session.watch('r2')
  page.tell({ ...IMAGES, ref: page.last.ref })
  page.socket.close()
  vi.advanceTimersByTime(1_000)
  page.socket.open()
  const opened = page.sent.filter(({ type }) => type === 'open')
  expect(opened.map(({ run }) => run).sort()).toEqual(['r1', 'r2'])
  page.refuse(opened.find(({ run }) => run === 'r2')!.ref, { code: 'unknown_run' })
  expect(page.session.watched).toEqual([page.stage])
})

it('goes on with the run on stage where the one beside it is removed', () => {
  page.socket.open()
  page.tell({ ...RUN, ref: 1 })
  page.session.watch('r2')
  page.tell({ ...IMAGES, ref: page.last.ref })
  page.refuse(null, { run: 'r2', code: 'unknown_run' })
  expect(page.session.watched).toEqual([page.stage])
  expect([page.stage.run.run, page.sent.filter(({ type }) => type === 'create').length]).toEqual(['r1', 1])
})

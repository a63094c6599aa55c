import { beforeEach, expect, it } from 'vitest'
import { KINDS } from '../kinds'
import { PARTS } from '../address/lesson'
import { PRESET } from '../wire/fixtures.test-help'
import { ACTIONS, perform, type Scene } from './actions'
import { fakeBrowser } from './browser.test-help'
import { Page } from './page/page.svelte'
import { IMAGES, RECIPE, RUN, serve } from './served.test-help'

const server = serve()
let page: Page
let scene: Scene

beforeEach(() => {
  fakeBrowser()
  page = new Page()
  scene = { session: server.session, page }
  server.socket.open()
  server.tell({ ...RUN, ref: 1 })
})

const notices = (): string[] => server.session.notices.list.map(({ text }) => text)

it('sends what the transport does', () => {
  perform(scene, 'toggle')
  expect(server.last).toMatchObject({ type: 'pause', run: 'r1' })
  perform(scene, 'play')
  perform(scene, 'pause')
  expect(server.sent.slice(-2)).toMatchObject([{ type: 'play' }, { type: 'pause' }])
  perform(scene, 'step', 100, 'g')
  expect(server.last).toMatchObject({ type: 'step', only: 'g' })
  perform(scene, 'reset')
  perform(scene, 'newSeed')
  perform(scene, 'speed', 30)
  expect(server.sent.slice(-3)).toMatchObject([{ type: 'reset' }, { type: 'new_seed' }, { type: 'speed', speed: 30 }])
})

it('respects the locks of a lesson, and names what is locked', () => {
  page.lesson.lock = ['transport', 'layers']
  const before = server.sent.length
  perform(scene, 'toggle')
  perform(scene, 'slow')
  perform(scene, 'layer', 1)
  expect(server.sent.length).toBe(before)
  expect(notices()).toEqual(
    ['Transport', 'Layers of the picture'].map((part) => `Locked by this lesson’s link: ${part}.`),
  )
  page.lesson.lock = []
  page.lesson.hide = ['diagram']
  perform(scene, 'slow')
  expect(notices().at(-1)).toBe('Locked by this lesson’s link: Model as a diagram.')
})

it('knows every action that only one kind has', () => {
  expect(KINDS.flatMap(({ actions }) => actions).filter((name) => !(name in ACTIONS))).toEqual([])
})

it('asks for locks that lessons have', () => {
  const parts = Object.values(ACTIONS).flatMap(({ parts }: { parts: readonly string[] }) => parts)
  expect(parts.filter((part) => !(part in PARTS))).toEqual([])
})

it('turns the knobs that are free, in one message, and names those that are held', () => {
  page.lesson.lock = ['beta1']
  perform(scene, 'tune', { lr_d: 0.5, beta1: 0 })
  expect(server.last).toMatchObject({ type: 'tune', knobs: { lr_d: 0.5 } })
  expect(notices()).toEqual(['Locked by this lesson’s link: beta1.'])
  const before = server.sent.length
  perform(scene, 'tune', { beta1: 0 })
  expect(server.sent.length).toBe(before)
})

it('begins anew after training has ended, whatever is locked of the transport', () => {
  page.lesson.lock = ['transport']
  perform(scene, 'recover', { lr_d: 0.5 })
  expect(server.sent.slice(-2)).toMatchObject([{ type: 'tune' }, { type: 'reset' }])
  perform(scene, 'recover')
  expect(server.last).toMatchObject({ type: 'reset' })
})

it('waits with what is done to the run while another is on its way, and not with the page', () => {
  perform(scene, 'turn', 'image')
  expect(server.last).toMatchObject({ type: 'create', recipe: { variant: 'dcgan' } })
  const before = server.sent.length
  perform(scene, 'toggle')
  perform(scene, 'help')
  expect([server.sent.length, page.window]).toEqual([before, 'help'])
  expect(notices()).toEqual(['The images are not here yet: a moment.'])
  perform(scene, 'turn', 'toy')
  perform(scene, 'toggle')
  expect(server.last).toMatchObject({ type: 'pause', run: 'r1' })
})

it('does nothing that only another kind can do', () => {
  server.session.turnTo('image')
  server.tell({ ...IMAGES, ref: server.last.ref })
  const before = server.sent.length
  for (const name of ['slow', 'draw', 'morph'] as const) perform(scene, name)
  expect([server.sent.length, page.window, notices()]).toEqual([before, null, []])
})

it('opens an experiment of the gallery, and closes its window', () => {
  page.window = 'gallery'
  perform(scene, 'openPreset', PRESET.name)
  expect([page.window, page.preset]).toEqual([null, PRESET.name])
  expect(server.last).toMatchObject({ type: 'build', recipe: { knobs: PRESET.knobs, seed: 1 } })
  perform(scene, 'cure', PRESET)
  expect(server.last).toMatchObject({ type: 'tune', knobs: PRESET.cure!.knobs })
  perform(scene, 'leavePreset')
  expect(page.preset).toBeNull()
})

it('chooses data and games, and opens a run that is there', () => {
  perform(scene, 'chooseData', { ...RECIPE, data: 'gaussians' })
  expect(server.last).toMatchObject({ type: 'build', recipe: { data: 'gaussians' } })
  page.lesson.lock = ['game']
  perform(scene, 'chooseGame', { ...RECIPE, variant: 'wgan' })
  expect(server.last).toMatchObject({ recipe: { data: 'gaussians' } })
  perform(scene, 'openRun', 'r7')
  expect(server.sent.slice(-2)).toMatchObject([
    { type: 'pause', run: 'r1' },
    { type: 'open', run: 'r7' },
  ])
  server.tell({ ...RUN, watchers: 2 })
  perform(scene, 'openRun', 'r8')
  expect(server.sent.slice(-2)).toMatchObject([{ type: 'open' }, { type: 'open', run: 'r8' }])
})

it('switches the layers and the morph that the stage offers', () => {
  perform(scene, 'morph')
  expect(notices()).toEqual(['Only data in the plane have a grid of z that goes back to noise.'])
  page.layers.offered = [{ id: 'manifold', key: 8 }]
  perform(scene, 'layer', 8)
  perform(scene, 'morph')
  expect([page.layers.shown.has('manifold'), page.morph.pinned]).toEqual([true, true])
})

it('changes what is open on the page', () => {
  const opened = (['draw', 'gallery', 'about', 'help'] as const).map((name) => (perform(scene, name), page.window))
  expect(opened).toEqual(['own-data', 'gallery', 'about', 'help'])
  perform(scene, 'dirac')
  perform(scene, 'tab', 'Generator')
  perform(scene, 'theme', 'dark')
  expect([page.dirac, page.tab, page.settings.theme]).toEqual([{}, 'Generator', 'dark'])
})

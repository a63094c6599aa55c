import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBrowser } from '../browser.test-help'
import { Page } from './page.svelte'

let page: Page

beforeEach(() => {
  fakeBrowser()
  page = new Page()
})

afterEach(() => vi.unstubAllGlobals())

it('follows an address, and forgets what another address does not say', () => {
  page.follow({ layers: ['fake'], preset: 'collapse', dirac: { loss: 'wgan' }, hide: ['diagram'], lock: ['lr_d'] })
  expect([[...page.layers.shown], page.preset, page.dirac]).toEqual([['fake'], 'collapse', { loss: 'wgan' }])
  expect([page.lesson.hides('diagram'), page.lesson.locks('lr_d')]).toEqual([true, true])
  page.follow({})
  expect([page.layers.unusual, page.preset, page.dirac]).toEqual([undefined, null, null])
  expect([page.lesson.hides('diagram'), page.lesson.locks('lr_d')]).toEqual([false, false])
})

it('calls the tabs into view only where it is asked to', () => {
  page.showTab('Latent space')
  expect([page.tab, page.tabCalls]).toEqual(['Latent space', 0])
  page.showTab('Generator', true)
  expect([page.tab, page.tabCalls]).toEqual(['Generator', 1])
})

it('puts its stage on the full screen, and back', () => {
  const stage = { requestFullscreen: vi.fn(() => Promise.resolve()) }
  const exitFullscreen = vi.fn(() => Promise.resolve())
  vi.stubGlobal('document', { fullscreenElement: null, exitFullscreen })
  page.toggleFullScreen()
  page.stage = stage as unknown as HTMLElement
  page.toggleFullScreen()
  expect([stage.requestFullscreen.mock.calls.length, exitFullscreen.mock.calls.length]).toEqual([1, 0])
  vi.stubGlobal('document', { fullscreenElement: stage, exitFullscreen })
  page.toggleFullScreen()
  expect([stage.requestFullscreen.mock.calls.length, exitFullscreen.mock.calls.length]).toEqual([1, 1])
})

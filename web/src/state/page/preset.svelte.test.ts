import { flushSync } from 'svelte'
import { expect, it } from 'vitest'
import { PRESET } from '../../wire/fixtures.test-help'
import { fakeBrowser } from '../browser.test-help'
import { IMAGES, RUN, serve } from '../served.test-help'
import { Page } from './page.svelte'
import { PresetOnStage } from './preset.svelte'

const server = serve()
const OTHER = { ...RUN, recipe: { ...RUN.recipe, data: 'gaussians' } }

function onStage(act: (preset: PresetOnStage, page: Page) => void): void {
  fakeBrowser()
  const page = new Page()
  const stop = $effect.root(() => {
    const preset = new PresetOnStage(server.session, page)
    server.socket.open()
    server.tell({ ...RUN, ref: 1 })
    page.preset = PRESET.name
    flushSync()
    act(preset, page)
  })
  stop()
}

it('is the chosen experiment while its game is played on its data', () => {
  onStage((preset, page) => {
    expect([preset.current?.name, preset.origin?.name]).toEqual([PRESET.name, PRESET.name])
    server.tell(OTHER)
    flushSync()
    expect([preset.current, preset.origin, page.preset]).toEqual([null, null, null])
  })
})

it('remembers what the run began as where the text was closed', () => {
  onStage((preset, page) => {
    page.preset = null
    flushSync()
    expect([preset.current, preset.origin?.name]).toEqual([null, PRESET.name])
    server.tell(OTHER)
    flushSync()
    expect(preset.origin).toBeNull()
  })
})

it('is kept while a run of another kind is on stage', () => {
  onStage((preset, page) => {
    server.session.turnTo('image')
    server.tell({ ...IMAGES, recipe: { ...RUN.recipe, variant: 'dcgan', data: 'digits' }, ref: server.last.ref })
    flushSync()
    expect([preset.current, preset.origin?.name, page.preset]).toEqual([null, PRESET.name, PRESET.name])
  })
})

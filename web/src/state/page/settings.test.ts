import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBrowser, type FakeBrowser } from '../browser.test-help'
import { Settings } from './settings.svelte'

let browser: FakeBrowser

beforeEach(() => {
  browser = fakeBrowser()
})

afterEach(() => vi.unstubAllGlobals())

it('has the theme of the system until one is chosen, and keeps that one', () => {
  const settings = new Settings()
  expect(settings.effectiveTheme).toBe('light')
  browser.darken(true)
  expect(settings.effectiveTheme).toBe('dark')
  settings.setTheme('projector')
  browser.darken(false)
  expect([settings.effectiveTheme, new Settings().theme]).toEqual(['projector', 'projector'])
})

it('does without a theme that it does not know', () => {
  browser.stored.set('saddle.theme', 'sepia')
  expect(new Settings().theme).toBe('auto')
})

it('remembers that keys are off', () => {
  new Settings().setKeys(false)
  expect(new Settings().keys).toBe(false)
  new Settings().setKeys(true)
  expect(new Settings().keys).toBe(true)
})

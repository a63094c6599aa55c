import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ACTIONS } from './actions'
import { fakeBrowser } from './browser.test-help'
import { actionOf, Keyboard, SHORTCUTS, type Holder } from './keys'
import { Page } from './page/page.svelte'
import { RUN, serve } from './served.test-help'

const NOTHING_HELD = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }
type Held = Partial<typeof NOTHING_HELD>

/** The action and what it is given, as one text. */
function press(key: string, held: Held = {}, holder: Holder = 'nothing', slow = false): string | null {
  const asked = actionOf({ key, ...NOTHING_HELD, ...held }, holder, slow)
  return asked && [asked.name, ...asked.args].join(' ')
}

it('knows its keys', () => {
  const keys = [' ', 'ArrowRight', 'r', 'R', 'e', 'f', 'm', 's', '?', '3', 'x', '0', 'ArrowLeft', 'Escape']
  expect(keys.map((key) => press(key))).toEqual([
    'toggle',
    'step 1',
    'reset',
    'reset',
    'draw',
    'fullScreen',
    'morph',
    'slow',
    'help',
    'layer 3',
    null,
    null,
    null,
    null,
  ])
  expect([press('ArrowRight', { shiftKey: true }), press('?', { shiftKey: true })]).toEqual(['step 10', 'help'])
})

it('gives slow motion its own keys while it is open', () => {
  const keys = [' ', 'ArrowRight', 'ArrowLeft', 'Escape', 's', 'r']
  expect(keys.map((key) => press(key, {}, 'nothing', true))).toEqual([
    'slowToggle',
    'slowForward',
    'slowBack',
    'slowLeave',
    'slow',
    'reset',
  ])
})

it('leaves the browser’s own keys alone', () => {
  expect(press('r', { ctrlKey: true })).toBeNull()
  expect(press('f', { metaKey: true })).toBeNull()
  expect(press('ArrowRight', { altKey: true })).toBeNull()
})

it('does not steal from what holds the focus', () => {
  expect(press(' ', {}, 'press')).toBeNull()
  expect(press('r', {}, 'press')).toBe('reset')
  expect(press('ArrowRight', {}, 'arrows')).toBeNull()
  expect(press(' ', {}, 'arrows')).toBe('toggle')
  expect([' ', 'ArrowRight', 'ArrowLeft', 'r'].map((key) => press(key, {}, 'both', true))).toEqual([
    null,
    null,
    null,
    'reset',
  ])
  expect(['r', ' ', '1', '?'].map((key) => press(key, {}, 'text'))).toEqual([null, null, null, null])
})

it('has no key for two actions', () => {
  const presses = Object.values(ACTIONS).flatMap((described: { keys?: { press: string }[]; inSlow?: boolean }) =>
    (described.keys ?? []).map(({ press }) => `${press} ${described.inSlow ?? false}`),
  )
  expect(new Set(presses).size).toBe(presses.length)
})

it('helps with every key of the list, in steps as the page counts', () => {
  expect(SHORTCUTS.map(({ keys }) => keys)).toEqual([
    'Space',
    '→',
    'Shift →',
    'S',
    'R',
    '1 – 9',
    'M',
    '← ↑ ↓ →',
    'E',
    'F',
    '?',
  ])
  expect(SHORTCUTS.map(({ does }) => does).filter((words) => /\brounds?\b/.test(words))).toEqual([])
})

const server = serve()
let page: Page
let keyboard: Keyboard
let prevented: number
const down = (key: string, repeat = false): void =>
  keyboard.press({ key, ...NOTHING_HELD, repeat, preventDefault: () => prevented++ } as unknown as KeyboardEvent)
/** The focus is on a button, which uses the space bar for itself. */
const BUTTON = { closest: () => null, matches: (selector: string) => selector.startsWith('button') }

beforeEach(() => {
  fakeBrowser()
  vi.stubGlobal('document', { activeElement: null, querySelector: () => null })
  page = new Page()
  keyboard = new Keyboard({ session: server.session, page })
  prevented = 0
  server.socket.open()
  server.tell({ ...RUN, ref: 1 })
})

afterEach(() => vi.unstubAllGlobals())

it('does what a key says, again and again only for steps', () => {
  down(' ')
  expect([server.last.type, prevented]).toEqual(['pause', 1])
  down('r')
  down('r', true)
  expect(server.sent.filter(({ type }) => type === 'reset')).toHaveLength(1)
  down('ArrowRight', true)
  expect(server.last).toMatchObject({ type: 'step' })
  down('x')
  expect(prevented).toBe(4)
})

it('does nothing behind a dialog, nor where the person wants no keys', () => {
  const before = server.sent.length
  page.settings.setKeys(false)
  down(' ')
  page.settings.setKeys(true)
  vi.stubGlobal('document', { activeElement: null, querySelector: () => ({}) })
  down(' ')
  expect([server.sent.length, prevented]).toEqual([before, 0])
})

it('leaves the space bar to a button that was reached by keys, not to one that was clicked', () => {
  vi.stubGlobal('document', { activeElement: BUTTON, querySelector: () => null })
  const before = server.sent.length
  down(' ')
  expect(server.sent.length).toBe(before)
  keyboard.point()
  down(' ')
  expect(server.last.type).toBe('pause')
  down('Tab')
  down(' ')
  expect(server.sent.length).toBe(before + 1)
})

it('says which lock holds a key', () => {
  page.lesson.lock = ['transport']
  down('r')
  expect(server.sent.some(({ type }) => type === 'reset')).toBe(false)
  expect(server.session.notices.list).toMatchObject([
    { kind: 'refused', text: 'Locked by this lesson’s link: Transport.' },
  ])
})

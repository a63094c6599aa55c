import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBrowser, type FakeBrowser } from './browser.test-help'
import { IMAGES, RECIPE, RUN } from './served.test-help'
import { LEFT_KEY, Turning, type Wanted } from './turning.svelte'

const DCGAN = { ...RECIPE, variant: 'dcgan', data: 'digits' }
let browser: FakeBrowser
let asked: Wanted[]
let turning: Turning
/** The number of a question is how many there were. */
const make = (): Turning => new Turning((wanted) => asked.push(wanted))

beforeEach(() => {
  browser = fakeBrowser()
  asked = []
  turning = make()
})

afterEach(() => vi.unstubAllGlobals())

it('makes a first run of a kind, and opens it again where it was left', () => {
  turning.begin('image', DCGAN)
  expect(asked).toEqual([{ type: 'create', recipe: DCGAN, speed: undefined }])
  expect([turning.to, turning.waits]).toEqual(['image', 'The images are not here yet: a moment'])
  expect([turning.accepts(RUN), turning.accepts({ ...IMAGES, ref: 1 }), turning.to]).toEqual([false, true, null])
  turning.leave(IMAGES, DCGAN)
  turning.begin('image', DCGAN)
  expect(asked.at(-1)).toEqual({ type: 'open', run: 'r2' })
})

it('knows what was left after the page was loaded again', () => {
  turning.leave(IMAGES, DCGAN)
  expect(browser.stored.get(LEFT_KEY)).toBe('{"image":"r2"}')
  make().begin('image', DCGAN)
  expect(asked).toEqual([{ type: 'open', run: 'r2' }])
})

it('makes a left run again where the server no longer has it', () => {
  turning.leave(IMAGES, { ...DCGAN, seed: 9 })
  turning.begin('image', DCGAN)
  expect(turning.takeRefusal(5, true)).toBe('other')
  expect(turning.takeRefusal(1, true)).toBe('again')
  expect(asked.at(-1)).toEqual({ type: 'create', recipe: { ...DCGAN, seed: 9 }, speed: undefined })
  expect(browser.stored.get(LEFT_KEY)).toBe('{}')
  expect(turning.takeRefusal(2, false)).toBe('refused')
})

it('builds what was chosen in the run that was left, once', () => {
  turning.leave(IMAGES, DCGAN)
  turning.begin('image', DCGAN, { recipe: { ...DCGAN, seed: 3 }, speed: 5 })
  turning.accepts({ ...IMAGES, ref: 1 })
  expect([turning.take(), turning.take()]).toEqual([{ recipe: { ...DCGAN, seed: 3 }, speed: 5 }, null])
})

it('wants no run after a turn back or a lost connection', () => {
  turning.begin('image', DCGAN)
  turning.stay()
  expect([turning.to, turning.accepts({ ...IMAGES, ref: 1 })]).toEqual([null, false])
  turning.begin('image', DCGAN)
  turning.forget()
  turning.begin('image', DCGAN)
  expect([asked.length, turning.accepts({ ...IMAGES, ref: 2 }), turning.accepts({ ...IMAGES, ref: 3 })]).toEqual([
    3,
    false,
    true,
  ])
})

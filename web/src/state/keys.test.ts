import { expect, it } from 'vitest'
import { actionOf, partsOf, SHORTCUTS, type Holder } from './keys'

const press = (
  key: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
  holder: Holder = 'nothing',
) => actionOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held }, holder)

it('knows its keys', () => {
  expect([' ', 'ArrowRight', 'r', 'R', 'e', 'f', 'm', '?', '3', 'x', '0'].map((key) => press(key))).toEqual([
    'toggle',
    'step',
    'reset',
    'reset',
    'draw',
    'fullscreen',
    'morph',
    'help',
    'layer3',
    null,
    null,
  ])
  expect(press('ArrowRight', { shiftKey: true })).toBe('step10')
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
  expect([' ', 'ArrowRight', 'ArrowLeft', 'r'].map((key) => press(key, {}, 'both'))).toEqual([
    null,
    null,
    null,
    'reset',
  ])
  expect(['r', ' ', '1', '?'].map((key) => press(key, {}, 'text'))).toEqual([null, null, null, null])
})

it('knows which lock of a lesson holds for a key', () => {
  expect((['reset', 'step10', 'layer3', 'morph', 'draw', 'help'] as const).map(partsOf)).toEqual([
    ['transport'],
    ['transport'],
    ['layers'],
    ['layers'],
    ['data'],
    [],
  ])
  expect(partsOf('slow')).toEqual(['transport', 'diagram'])
})

it('counts in steps, as the page does', () => {
  expect(SHORTCUTS.map(({ does }) => does).filter((words) => /\brounds?\b/.test(words))).toEqual([])
})

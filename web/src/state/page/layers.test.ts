import { beforeEach, expect, it } from 'vitest'
import { Layers, unknownLayers } from './layers.svelte'

let layers: Layers

beforeEach(() => {
  layers = new Layers()
})

it('shows the usual layers until others are asked for, in their own order', () => {
  expect([...layers.shown]).toEqual(['real', 'fake', 'field', 'lines', 'd_star'])
  expect(layers.unusual).toBeUndefined()
  layers.showOnly(['gradient', 'fake', 'no such layer'])
  expect([...layers.shown]).toEqual(['fake', 'gradient'])
  expect(layers.unusual).toEqual(['fake', 'gradient'])
  layers.showOnly()
  expect(layers.unusual).toBeUndefined()
})

it('shows none where none is asked for, and the usual ones where it knows none of those', () => {
  layers.showOnly([])
  expect([...layers.shown]).toEqual([])
  layers.showOnly(['no such layer'])
  expect(layers.unusual).toBeUndefined()
})

it('switches what the stage offers under a key, and nothing under others', () => {
  layers.offered = [
    { id: 'fake', key: 2 },
    { id: 'gradient', key: 9 },
  ]
  layers.toggleKey(2)
  layers.toggleKey(9)
  layers.toggleKey(1)
  expect([...layers.shown].sort()).toEqual(['d_star', 'field', 'gradient', 'lines', 'real'])
  expect([layers.offers('gradient'), layers.offers('manifold')]).toEqual([true, false])
})

it('names the layers of an address that there are not', () => {
  expect(unknownLayers(['real', 'fake'])).toEqual([])
  expect(unknownLayers(['real', 'x'])).toEqual(['There is no layer called “x”.'])
  expect(unknownLayers(['x', 'y'])).toEqual(['There is no layer called “x” or “y”; the usual ones are shown.'])
})

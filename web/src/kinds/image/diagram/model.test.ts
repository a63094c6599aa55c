import { expect, it } from 'vitest'
import type { VariantInfo } from '../../../wire/catalogue'
import { diagramOf } from './model'

it('draws the parts and arrows that a variant declares', () => {
  const parts = [{ name: 'encoder', title: 'Encoder', symbol: 'E', text: 'From an image to z.', group: '' }]
  const arrows = [{ source: 'real', target: 'encoder', back: false }]
  expect(diagramOf({ name: 'ali', parts, arrows } as unknown as VariantInfo)).toEqual({ parts, arrows })
})

it('draws nothing before there is a variant', () => {
  expect(diagramOf(undefined)).toEqual({ parts: [], arrows: [] })
})

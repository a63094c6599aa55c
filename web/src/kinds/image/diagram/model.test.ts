import { expect, it } from 'vitest'
import type { VariantInfo } from '../../../wire/catalogue'
import { diagramOf } from './model'

const variant = (fields: object): VariantInfo => ({ name: 'dcgan', tools: [], ...fields }) as unknown as VariantInfo

it('draws the parts and arrows that a variant declares', () => {
  const parts = [{ name: 'encoder', title: 'Encoder', symbol: 'E', text: 'From an image to z.', group: '' }]
  const arrows = [{ source: 'real', target: 'encoder', back: false }]
  expect(diagramOf(variant({ parts, arrows }))).toEqual({ parts, arrows })
})

it('draws G and D where none are declared; every arrow joins parts or losses', () => {
  const { parts, arrows } = diagramOf(variant({ parts: [], arrows: [] }))
  const ends = new Set([...parts.map(({ name }) => name), 'loss_d', 'loss_g'])
  expect(arrows.flatMap(({ source, target }) => [source, target]).filter((end) => !ends.has(end))).toEqual([])
  expect(diagramOf(undefined).parts).toEqual(parts)
})

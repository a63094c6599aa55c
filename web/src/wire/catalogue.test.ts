import { expect, it } from 'vitest'
import {
  criticOf,
  dataOf,
  firstOfKind,
  imageVariantOf,
  kindOf,
  kindOfData,
  kindsOf,
  offerOf,
  toyDataOf,
  variantOf,
} from './catalogue'
import { CATALOGUE } from './fixtures.test-help'

const HOME = CATALOGUE.default

it('finds the kind that has a game or data', () => {
  expect(kindsOf(CATALOGUE)).toEqual(['toy', 'image'])
  expect([kindOf(CATALOGUE, { variant: 'wgan' }), kindOf(CATALOGUE, { variant: 'cgan' })]).toEqual(['toy', 'image'])
  expect([kindOfData(CATALOGUE, 'ring'), kindOfData(CATALOGUE, 'own')]).toEqual(['toy', 'image'])
  expect(kindOfData(CATALOGUE, 'nothing')).toBeUndefined()
  expect(kindOf(CATALOGUE, { variant: 'nothing' })).toBe('toy')
})

it('finds games and data in any kind, and tells those of one kind', () => {
  expect(variantOf(CATALOGUE, { variant: 'cgan' })?.title).toBe('Conditional GAN')
  expect(imageVariantOf(CATALOGUE, { variant: 'cgan' })?.conditional).toBe(true)
  expect(imageVariantOf(CATALOGUE, { variant: 'gan' })).toBeUndefined()
  expect(dataOf(CATALOGUE, { data: 'shapes' })?.title).toBe('Shapes')
  expect(toyDataOf(CATALOGUE, { data: 'points_1d' })?.dims).toBe(1)
  expect(toyDataOf(CATALOGUE, { data: 'shapes' })).toBeUndefined()
  expect(offerOf(CATALOGUE, 'image').variants.map(({ name }) => name)).toEqual(['dcgan', 'cgan'])
})

it('knows whether D is a critic: by the game of points, by the loss of one of images', () => {
  expect(criticOf(CATALOGUE, HOME)).toBe(false)
  expect(criticOf(CATALOGUE, { ...HOME, variant: 'wgan' })).toBe(true)
  expect(criticOf(CATALOGUE, { ...HOME, variant: 'dcgan' })).toBe(false)
  expect(criticOf(CATALOGUE, { ...HOME, variant: 'dcgan', knobs: { loss: 'wgan_gp' } })).toBe(true)
})

it('begins a kind with its first game and data, and the first kind with the default', () => {
  expect(firstOfKind(CATALOGUE, 'toy')).toBe(HOME)
  expect(firstOfKind(CATALOGUE, 'image')).toEqual({ ...HOME, variant: 'dcgan', data: 'digits' })
})

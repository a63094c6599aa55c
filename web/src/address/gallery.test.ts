import { describe, expect, it } from 'vitest'
import { CATALOGUE, PRESET } from '../wire/fixtures.test-help'
import { gameBeside, isCured, isOf, partsOf, recipeOf, turnedKnobs, turnsOf } from './gallery'
import { controlsOf } from '../wire/schema'

const recipe = recipeOf(PRESET, 3)
const controls = controlsOf(CATALOGUE.kinds.toy.variants[0]!.schema)

describe('an experiment of the gallery', () => {
  it('is a recipe with a seed of its own', () => {
    expect(recipe).toEqual({ variant: 'gan', data: 'ring', knobs: { lr_d: 0.5, width: 2 }, data_knobs: {}, seed: 3 })
  })

  it('stays in play until the game or the data are others', () => {
    expect(isOf(PRESET, { ...recipe, knobs: {} })).toBe(true)
    expect(isOf(PRESET, { ...recipe, data: 'gaussians' })).toBe(false)
    expect(isOf(PRESET, { ...recipe, variant: 'wgan' })).toBe(false)
  })

  it.each([
    ['Ring with WGAN', 'wgan', ''],
    ['WGAN: weights clipped', 'wgan', ''],
    ['GAN Lab: ring', 'gan', 'GAN'],
    ['Ring', 'wgan', 'WGAN'],
  ])('names its game once: %s', (title, variant, beside) =>
    expect(gameBeside({ ...PRESET, title, variant }, CATALOGUE)).toBe(beside),
  )

  it('is cured when all that the cure turns is turned', () => {
    expect(isCured(PRESET, recipe)).toBe(false)
    expect(isCured(PRESET, { ...recipe, knobs: { lr_d: 0.01, width: 2 } })).toBe(false)
    expect(isCured(PRESET, { ...recipe, knobs: { lr_d: 0.01, width: 32 } })).toBe(true)
    expect(isCured({ ...PRESET, cure: null }, recipe)).toBe(false)
  })

  it('has its knobs for itself, and those of its cure', () => {
    expect(turnedKnobs(PRESET, { ...recipe, knobs: { lr_d: 0.5, width: 2, loss: 'minimax' } })).toEqual({
      loss: 'minimax',
    })
    expect(turnedKnobs(PRESET, { ...recipe, knobs: { lr_d: 0.01, width: 8 } })).toEqual({ width: 8 })
    expect(turnedKnobs({ ...PRESET, cure: null }, { ...recipe, knobs: { lr_d: 0.01, width: 2 } })).toEqual({
      lr_d: 0.01,
    })
  })

  it('stands among those of its kind, what works before what fails', () => {
    const fine = { ...PRESET, name: 'fine', kind: 'good' as const, cure: null }
    const painted = { ...fine, name: 'painted', variant: 'dcgan', data: 'digits' }
    const catalogue = { ...CATALOGUE, presets: [PRESET, painted, fine] }
    const names = (kind: 'toy' | 'image'): string[][] =>
      partsOf(catalogue, kind).map(({ presets }) => presets.map(({ name }) => name))
    expect(names('toy')).toEqual([['fine'], ['too_small']])
    expect(names('image')).toEqual([['painted'], []])
  })

  it('says what the cure would turn, and only that', () => {
    expect(turnsOf(PRESET, recipe, controls).map(({ text }) => text)).toEqual([
      'Learning rate of D 0.5 → 0.01',
      'Width 2 → 32',
    ])
    const left = { ...recipe, knobs: { lr_d: 0.01, width: 2 } }
    expect(turnsOf(PRESET, left, controls).map(({ name }) => name)).toEqual(['width'])
    const named = controls.map((control) => ({ ...control, symbol: 'w' }))
    expect(turnsOf(PRESET, left, named)).toEqual([{ name: 'width', symbol: 'w', text: '2 → 32' }])
  })
})

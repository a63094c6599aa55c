import { describe, expect, it } from 'vitest'
import { changeWords, markWords, nameOf, namingOf, summed } from './changes'
import { CATALOGUE } from '../wire/fixtures.test-help'

const recipe = { variant: 'gan', data: 'ring', knobs: {}, data_knobs: {}, seed: 1 }
const naming = namingOf(CATALOGUE, recipe)

describe('a knob within a sentence', () => {
  it.each([
    ['Learning rate', 'Discriminator', 'learning rate of D'],
    ['Learning rate', 'Generator', 'learning rate of G'],
    ['Learning rate of D', 'Discriminator', 'learning rate of D'],
    ['R1', 'Discriminator', 'R1 of D'],
    ['Batch size', 'Training', 'batch size'],
    ['Radius', 'Data', 'radius of the data'],
  ])('%s among %s is %s', (label, group, name) => expect(nameOf({ label, group })).toBe(name))

  it('is told by its label, whether of the game or of the data', () => {
    expect(['lr_d', 'width', 'radius'].map(naming)).toEqual(['learning rate of D', 'width of G', 'radius of the data'])
  })

  it('has its own name where nobody knows it', () => {
    expect(naming('of_yesterday')).toBe('of yesterday')
    expect(namingOf(null, undefined)('lr_d')).toBe('lr d')
  })
})

describe('a mark', () => {
  const change = (name: string, old: unknown, now: unknown) => ({ step: 1234, name, old, new: now })

  it('says the step, the knob and both values', () => {
    const changes = [change('lr_d', 0.001, 0.003), change('lr_d', 0.003, 0.01)]
    expect(markWords(1234, changes, naming)).toBe('step 1,234: learning rate of D 0.001 → 0.01')
  })

  it('lists what was turned together, choices in words', () => {
    const changes = [change('loss', 'non_saturating', 'minimax'), change('width', 32, 64)]
    expect(changeWords(changes, naming)).toBe('loss non-saturating → minimax, width of G 32 → 64')
  })
})

describe('several changes', () => {
  const change = (step: number, old: number, now: number, name = 'lr_d') => ({ step, name, old, new: now })

  it('tells a slide from its first to its last value', () => {
    expect(summed([change(1, 1, 2), change(2, 2, 3), change(2, 0, 9, 'k')])).toEqual([
      change(2, 1, 3),
      change(2, 0, 9, 'k'),
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../wire/fixtures.test-help'
import { covers, knobTitles, knownParts } from './lesson'
import { parseAddress } from './url'

describe('a list of a lesson', () => {
  it('covers what it names', () => {
    expect(covers(['lr_d', 'transport'], 'lr_d')).toBe(true)
    expect(covers(['lr_d', 'transport'], 'transport')).toBe(true)
    expect(covers(['lr_d', 'transport'], 'lr_g')).toBe(false)
    expect(covers([], 'lr_d')).toBe(false)
  })

  it('covers knobs together, and those of the data with the data', () => {
    expect(covers(['knobs'], 'lr_g')).toBe(true)
    expect(covers(['knobs'], 'data.radius')).toBe(true)
    expect(covers(['knobs'], 'data')).toBe(false)
    expect(covers(['data'], 'data.radius')).toBe(true)
    expect(covers(['data'], 'lr_g')).toBe(false)
  })

  it('knows the parts of the page and the knobs of every game and data', () => {
    expect(knownParts(['transport', 'loss', 'data.radius', 'radius', 'banana'], CATALOGUE)).toEqual({
      known: ['transport', 'loss', 'data.radius'],
      unknown: ['radius', 'banana'],
    })
  })

  it('is said to hold nothing unknown', () => {
    const { parts, notices } = parseAddress('#hide=banana,game&lock=', CATALOGUE)
    expect(parts).toMatchObject({ hide: ['game'], lock: [] })
    expect(notices).toEqual([
      'hide=banana was ignored: “banana” is neither a knob nor a part of the page (gallery, transport, data, game, knobs, layers, diagram, meaning, dirac).',
    ])
  })
})

it('calls knobs by their groups', () => {
  const recipe = { ...CATALOGUE.default, variant: 'wgan', data: 'ring' }
  expect(knobTitles(CATALOGUE, recipe)).toEqual([
    ['data.radius', 'Radius (data)'],
    ['lr_d', 'Learning rate of D (discriminator)'],
    ['width', 'Width (generator)'],
  ])
})

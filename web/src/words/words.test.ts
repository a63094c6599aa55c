import { describe as suite, expect, it } from 'vitest'
import { describe } from '../kinds/toy/stage/describe'
import { count, decimalsOf, fixed, minus, percent, short, value, word } from './format'
import { shareOutside } from '../kinds/toy/stage/outside'
import { SPEEDS, speedPosition } from '../address/speeds'

suite('numbers', () => {
  it.each([
    [0, '0'],
    [0.0002, '0.0002'],
    [0.00005, '5\u00a0×\u00a010⁻⁵'],
    [1234.5, '1,235'],
    [-0.5, '−0.5'],
    [1.23456, '1.23'],
    [2.5e9, '2.5\u00a0×\u00a010⁹'],
    [1e10, '10¹⁰'],
    [-3e-7, '−3\u00a0×\u00a010⁻⁷'],
    [99_999.4, '99,999'],
    [-5650720658385010688, '−5.65\u00a0×\u00a010¹⁸'],
    [Infinity, '∞'],
    [NaN, 'NaN'],
  ])('%d is %s', (number, text) => expect(short(number)).toBe(text))

  it('prints counts, fixed decimals, shares and values', () => {
    expect(count(12345.6)).toBe('12,346')
    expect(fixed(-1.386294, 3)).toBe('−1.386')
    expect(fixed(-0.001)).toBe('0.00')
    expect(fixed(-0.4)).toBe('−0.40')
    expect(fixed(75_406_920)).toBe('7.54\u00a0×\u00a010⁷')
    expect([0.7, 0.05, 0.005, 2e-6, 0].map(decimalsOf)).toEqual([2, 3, 4, null, 2])
    expect(value(123_456_789)).toBe('123,456,789')
    expect(percent(0.934)).toBe('93 %')
    expect([value(true), value('relu'), value([1, 2]), value(0.1)]).toEqual(['on', 'relu', '2 values', '0.1'])
  })
})

it('has one minus and one form of every name', () => {
  expect(minus('lr_d -5 is outside -2 … 1e-5, non-saturating')).toBe('lr_d −5 is outside −2 … 1e-5, non-saturating')
  expect([word('non_saturating'), value('non_saturating'), word('leaky_relu')]).toEqual([
    'non-saturating',
    'non-saturating',
    'leaky relu',
  ])
})

suite('the picture in words', () => {
  const facts = {
    step: 1200,
    measures: { modes: 7, hq: 93.2, js: null },
    allModes: 8,
    dReal: 0.55,
    critic: false,
    outside: 0.02,
  }

  it('says the step, the modes, the quality and D', () => {
    expect(describe(facts)).toBe('Step 1,200: 7 of 8 modes, 93 % high quality, D(real) 0.55')
  })

  it('says when the generator has run away', () => {
    expect(describe({ ...facts, measures: null, outside: 0.998 })).toBe(
      'Step 1,200: D(real) 0.55, 100 % of the fakes outside the picture',
    )
    expect(shareOutside({ shape: [4, 2], data: Float32Array.of(0, 0, 2, 0, 0, -1, 1, 1) }, [0, 1, 0, 1])).toBe(0.5)
  })

  it('says what the shown layers say in numbers', () => {
    expect(describe({ ...facts, measures: null, distance: 0.083, push: 0.4214 })).toBe(
      'Step 1,200: D(real) 0.55, D 0.08 from D* on average, gradient 0.42 at the fakes',
    )
  })

  it('counts divergences in bits', () => {
    expect(describe({ ...facts, measures: { js: 0.25 }, dReal: undefined })).toBe('Step 1,200: JS 0.25 bits')
  })

  it('says only what is known', () => {
    expect(describe({ ...facts, measures: null, dReal: undefined })).toBe('Step 1,200')
    expect(describe({ ...facts, allModes: undefined, critic: true })).toBe(
      'Step 1,200: 93 % high quality, critic 0.55 on real',
    )
  })
})

it('finds the offered speed nearest to any other', () => {
  expect(SPEEDS[speedPosition(120)]).toBe(120)
  expect(SPEEDS[speedPosition(0.1)]).toBe(1)
  expect(SPEEDS[speedPosition(90)]).toBe(120)
  expect(SPEEDS[speedPosition(50_000)]).toBe(2000)
  expect(SPEEDS[speedPosition(null)]).toBeNull()
})

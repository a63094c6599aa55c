import { describe, expect, it } from 'vitest'
import { count, decimalsOf, fixed, minus, percent, short, value, word } from './format'

describe('numbers', () => {
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

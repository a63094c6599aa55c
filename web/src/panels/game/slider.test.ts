import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../wire/fixtures.test-help'
import { controlsOf, type NumberControl } from '../../wire/schema'
import { sliderScale } from './slider'

const [rate] = controlsOf(CATALOGUE.kinds.toy.variants[0]!.schema) as [NumberControl]

describe('sliderScale', () => {
  const scaleOf = (changes: Partial<NumberControl>) => sliderScale({ ...rate, ...changes })!

  it('moves in factors from 0 to the top', () => {
    const scale = scaleOf({})
    expect(scale.value(0)).toBe(0)
    expect(scale.value(scale.last)).toBe(1)
    expect(scale.value(scale.position(0.001))).toBe(0.001)
    expect(scale.position(0)).toBe(0)
  })

  it.each([
    ['factors from 0', {}],
    ['factors', { low: 0.01 }],
    ['differences', { log: false }],
    ['steps', { log: false, step: 0.05 }],
    ['whole numbers', { log: false, integer: true, low: 1, high: 20 }],
  ])('changes the value at every position: %s', (_, changes) => {
    const scale = scaleOf(changes)
    const values = Array.from({ length: scale.last + 1 }, (_, i) => scale.value(i))
    expect(values.every((value, i) => i === 0 || value > values[i - 1]!)).toBe(true)
    expect(values.map((value) => scale.position(value))).toEqual(values.map((_, i) => i))
  })

  it('leaves knobs without an end to the number field', () => {
    expect(sliderScale({ ...rate, high: Infinity })).toBeUndefined()
  })
})

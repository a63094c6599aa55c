import { describe, expect, it } from 'vitest'
import { CATALOGUE } from './fixtures.test-help'
import { allowed, applies, controlsOf, nearest, type Control, type NumberControl } from './schema'

const [rate, width, loss] = controlsOf(CATALOGUE.kinds.toy.variants[0]!.schema) as [
  NumberControl,
  NumberControl,
  Control,
]

describe('controlsOf', () => {
  it('draws each kind of knob from its schema', () => {
    expect(rate).toMatchObject({ kind: 'number', integer: false, low: 0, high: 1, log: true, rebuild: false })
    expect(width).toMatchObject({ kind: 'number', integer: true, rebuild: true, group: 'Generator' })
    expect(loss).toMatchObject({ kind: 'choice', options: ['non_saturating', 'minimax'], group: 'Training' })
  })

  it('knows when a knob means something', () => {
    const properties = { penalty: { type: 'number', when: { loss: ['wgan_gp'] } }, lr: { type: 'number' } }
    const controls = controlsOf({ properties })
    const offered = (loss: string): string[] =>
      controls.filter((control) => applies(control, (name) => ({ loss })[name])).map(({ name }) => name)
    expect([offered('hinge'), offered('wgan_gp')]).toEqual([['lr'], ['penalty', 'lr']])
  })

  it('makes a label of a name where there is none', () => {
    const schema = { properties: { spectral_norm: { type: 'boolean' }, points: { type: 'array' } } }
    expect(controlsOf(schema).map(({ kind, label }) => [kind, label])).toEqual([
      ['switch', 'Spectral norm'],
      ['list', 'Points'],
    ])
  })
})

it.each([
  [rate, 0.5, 0.5],
  [rate, -1, 0],
  [rate, 'fast', undefined],
  [rate, NaN, undefined],
  [width, 3.6, 4],
  [width, 1e9, 256],
  [loss, 'minimax', 'minimax'],
  [loss, 'other', undefined],
])('the nearest allowed value', (control, given, value) => expect(nearest(control, given)).toBe(value))

it('takes no other name of an upload than one that may be one', () => {
  const [upload] = controlsOf({ properties: { upload: { type: 'string', pattern: '^([0-9a-f]{16})?$', default: '' } } })
  expect(upload!.kind).toBe('text')
  expect(nearest(upload!, '0123456789012345')).toBe('0123456789012345')
  expect(nearest(upload!, '../secret')).toBeUndefined()
})

it('names the allowed values', () => {
  expect(allowed(rate)).toBe('0 … 1')
  expect(allowed(loss)).toBe('non-saturating, minimax')
})

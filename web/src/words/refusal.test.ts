import { expect, it } from 'vitest'
import type { Error } from '../wire/protocol'
import { CATALOGUE } from '../wire/fixtures.test-help'
import { refusalText } from './refusal'

const schemas = CATALOGUE.kinds.toy.variants.map(({ schema }) => schema)
const refused = (changes: Partial<Error>): Error => ({
  type: 'error',
  run: null,
  ref: null,
  code: 'rejected',
  message: 'lr_d cannot be 7.',
  control: 'lr_d',
  allowed: '0 … 1',
  ...changes,
})

it('names the control as the page does, and its range', () => {
  expect(refusalText(refused({}), schemas)).toBe('Discriminator: Learning rate of D cannot be 7. Allowed: 0 … 1.')
})

it('says no range twice, and leaves what it does not know', () => {
  expect(refusalText(refused({ message: 'speed must lie in 0 … 1.', control: 'speed' }), schemas)).toBe(
    'speed must lie in 0 … 1.',
  )
  expect(refusalText(refused({ message: 'There is no such run.', control: null, allowed: null }), schemas)).toBe(
    'There is no such run.',
  )
})

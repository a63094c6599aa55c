import { expect, it } from 'vitest'
import { excessOf } from './limits'

it('refuses what is beyond a limit, in the sentence of the server', () => {
  const limit = { most: 1_000, refusal: 'The table has {} bytes.' }
  expect(excessOf(limit, 1_000)).toBeNull()
  expect(excessOf(limit, 1_001)).toBe('The table has 1,001 bytes.')
  expect(excessOf({ most: 1, refusal: 'Too many.' }, 2)).toBe('Too many.')
})

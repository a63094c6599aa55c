import { expect, it } from 'vitest'
import { heartWords } from './by-heart'

it('calls a copy what is the same to the eye, or far nearer to one image than to the next', () => {
  expect(heartWords([0.004, 0.005], null)).toBe(
    'A copy: the nearest training image is 0.004 away, the same to the eye.',
  )
  expect(heartWords([0.05, 0.2], null)).toBe('A copy: the nearest training image is 0.050 away.')
  expect(heartWords([0.1834, 0.2], null)).toBe('No copy: the nearest training image is 0.183 away.')
  expect(heartWords([0.1834], null)).toContain('No copy')
})

it('says what share of all samples are copies, and warns of none', () => {
  expect(heartWords([0.1834, 0.2], 0)).toBe(
    'No copy: the nearest training image is 0.183 away. ' +
      'Of the samples 0 % are copies, three times as near to one training image as to any other.',
  )
  expect(heartWords([0.1834, 0.2], 0.25)).toContain('Of the samples 25 % are copies')
})

it('says nothing of nothing', () => {
  expect(heartWords([], 1)).toBe('')
})

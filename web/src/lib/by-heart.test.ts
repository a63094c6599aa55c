import { expect, it } from 'vitest'
import { heartWords } from './by-heart'

it('calls a copy one', () => {
  expect(heartWords([0.004, 0.2], 1.1)).toBe(
    'Learned by heart: the nearest training image is 0.004 away, the same to the eye.',
  )
})

it('says how far the nearest is, and how far all are', () => {
  expect(heartWords([0.1834], null)).toBe('No copy: the nearest training image is 0.183 away.')
  expect(heartWords([0.1834], 1.05)).toContain('1.05 times as far from training images as unseen real ones do.')
  expect(heartWords([0.1834], 0.5)).toContain('learned by heart.')
})

it('says nothing of nothing', () => {
  expect(heartWords([], 1)).toBe('')
})

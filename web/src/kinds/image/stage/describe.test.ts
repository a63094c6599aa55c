import { expect, it } from 'vitest'
import { describeImages } from './describe'

const FACTS = {
  step: 1200,
  side: 32,
  opinions: [-1, 0.2, 0.7],
  labels: [],
  dReal: 0.614,
  dFake: 0.3,
  critic: false,
  measures: null,
  classes: ['ring', 'star'],
}

it('says how many there are, and how many look real', () => {
  expect(describeImages(FACTS)).toBe(
    'Step 1,200: 3 images of 32 × 32 pixels, 2 look real to D, D(real) 0.61, D(fake) 0.30',
  )
})

it('names the classes, and a critic', () => {
  expect(describeImages({ ...FACTS, labels: ['ring', 'star'], critic: true, dReal: 3, dFake: undefined })).toBe(
    'Step 1,200: 3 images of 32 × 32 pixels, a row each for ring, star, 2 look real to the critic, critic 3.00 on real',
  )
})

it('begins with the classes that can be told, by what they are called', () => {
  const start = (classes: string[], found: number | null) =>
    describeImages({ ...FACTS, classes, measures: { classes: found } })
      .split(',')
      .slice(0, 2)
      .join()
  expect(start([...'0123456789'], 9)).toBe('Step 1,200: samples look like 9 of 10 digits')
  expect(start([...'ABC'], 2)).toContain('2 of 3 letters')
  expect(start(['ring', 'star'], 0)).toContain('0 of 2 classes')
  expect(start(['ring', 'star'], null)).not.toContain('look like')
})

import { expect, it } from 'vitest'
import { shareOutside } from './outside'

it('counts the points of which any coordinate is outside the box', () => {
  expect(shareOutside({ shape: [4, 2], data: Float32Array.of(0, 0, 2, 0, 0, -1, 1, 1) }, [0, 1, 0, 1])).toBe(0.5)
  expect(shareOutside({ shape: [2, 1], data: Float32Array.of(0.5, -3) }, [0, 1])).toBe(0.5)
  expect(shareOutside({ shape: [0, 2], data: new Float32Array() }, [0, 1, 0, 1])).toBe(0)
})

import { expect, it } from 'vitest'
import { pool } from './pool'

const size = { width: 40, height: 40 }

it('has the mean of each cell, at the middle of its places', () => {
  const places = [1, 1, 3, 5, 30, 30]
  const vectors = [1, 0, 3, 2, 0, -1]
  const { places: at, vectors: mean } = pool(places, vectors, size, [2, 2], 1)
  expect([...at]).toEqual([2, 3, 30, 30])
  expect([...mean]).toEqual([2, 1, 0, -1])
})

it('leaves out cells of few places, places off the picture and vectors that are no numbers', () => {
  const places = [1, 1, 3, 5, 30, 30, 50, 1, 5, 5]
  const vectors = [1, 0, 3, 2, 0, -1, 9, 9, NaN, 0]
  expect([...pool(places, vectors, size, [2, 2], 2).places]).toEqual([2, 3])
})

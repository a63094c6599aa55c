import { expect, it } from 'vitest'
import { batchArrays } from './batch'

it('names the samples of a sub-step as frames do, a row a sample', () => {
  const arrays = batchArrays({ x: [[1, 2], [3, null]], arrows: [[0.5, 0.5]], unknown: [[1]] }) // prettier-ignore
  expect(Object.keys(arrays)).toEqual(['real', 'gradient'])
  expect(arrays['real']!.shape).toEqual([2, 2])
  expect([...arrays['real']!.data]).toEqual([1, 2, 3, NaN])
  expect(batchArrays({ z: [] })['noise']!.shape).toEqual([0, 0])
})

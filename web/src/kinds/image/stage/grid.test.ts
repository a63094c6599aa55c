import { expect, it } from 'vitest'
import { HEADER } from '../../../wire/fixtures.test-help'
import { shapeOf } from './grid'

const shape = (rows: string[], columns: string[]) =>
  shapeOf({ header: { ...HEADER, toy: null, image: { sheet: { rows, columns, size: 16 }, phase: null } } })

it('counts rows and columns, and has no names where they mean nothing', () => {
  expect(shape(['', ''], ['', '', ''])).toEqual({ rows: 2, columns: 3, side: 16, labels: [], heads: [] })
})

it('has the names of rows and of columns', () => {
  expect(shape(['0', '1'], ['']).labels).toEqual(['0', '1'])
  expect(shape([''], ['input', 'output']).heads).toEqual(['input', 'output'])
})

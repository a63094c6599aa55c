import { expect, it } from 'vitest'
import { rowsOf } from './odena'

const PAIR = { sgan: 0.8, cnn: 0.7 }
const NOW = { sgan: 0.91, cnn: null }
const TABLE = {
  published: { '25': PAIR, '100': PAIR, '1000': PAIR },
  ours: { '100': { sgan: 0.9, cnn: 0.75 } },
  conditions: '',
}

it('puts the run that is open after the row of as many labels', () => {
  const rows = rowsOf(TABLE, 100, NOW)
  expect(rows.map(({ labels, live }) => [labels, live])).toEqual([
    [25, false],
    [100, false],
    [100, true],
    [1000, false],
  ])
  expect(rows[2]).toMatchObject({ ours: NOW, published: { sgan: null, cnn: null } })
})

it('gives labels that are not in the table a row of their own', () => {
  expect(rowsOf(TABLE, 200, NOW).map(({ labels }) => labels)).toEqual([25, 100, 200, 1000])
})

it('has nothing of ours where nobody has measured it', () => {
  expect(rowsOf(TABLE, 25, NOW).map(({ ours }) => ours.sgan)).toEqual([null, 0.91, 0.9, null])
})

import { expect, it } from 'vitest'
import { recording, THEME } from '../views/recording.test-help'
import { USUAL } from './choice'
import { spectrumOf } from './orbit'
import { drawSpectrum, edgeOf } from './plot'

const SIZE = { width: 440, height: 440 }

it('draws the eigenvalues over the circle that decides', () => {
  const { step } = spectrumOf({ ...USUAL, remedy: 'r1', weight: 2, h: 1 })!
  const { context, calls } = recording()
  drawSpectrum(context, step, 'circle', THEME, SIZE)
  const [[x0, y0, radius], ...values] = calls('arc') as [[number, number, number], ...number[][]]
  expect([x0, y0]).toEqual([220, 220])
  expect(values.map(([x]) => (x! - 220) / radius)).toEqual([
    expect.closeTo(1 - 0.133975, 5),
    expect.closeTo(1 - 1.866025, 5),
  ])
})

it('makes room for eigenvalues far out', () => {
  expect(edgeOf([{ re: -8, im: 0 }], 'half-plane')).toBe(10)
  expect(edgeOf([], 'half-plane')).toBe(1)
})

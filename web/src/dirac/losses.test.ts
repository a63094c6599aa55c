import { expect, it } from 'vitest'
import { LOSSES, sigmoid, type Term } from './losses'

const TERMS = Object.entries(LOSSES).flatMap(([name, loss]) =>
  (['real', 'fake', 'generator'] as const).map((who): [string, Term] => [`${name} ${who}`, loss[who]]),
)

it.each(TERMS)('knows the slope of every term: %s', (_, { value, slope }) => {
  const h = 1e-6
  for (const s of [-2.3, -0.4, 0.2, 1.7]) expect(slope(s)).toBeCloseTo((value(s + h) - value(s - h)) / (2 * h), 6)
})

it('does not overflow far from 0', () => {
  expect(LOSSES.gan.fake.value(1000)).toBe(1000)
  expect(LOSSES.gan.real.value(1000)).toBe(0)
  expect([sigmoid(-1000), sigmoid(0)]).toEqual([0, 0.5])
})

it('lets the hinge loss teach nothing beyond its margin', () => {
  expect(LOSSES.hinge.fake.slope(-1.5)).toBe(0)
  expect(LOSSES.hinge.real.slope(1.5)).toBe(-0)
  expect(LOSSES.hinge.generator.slope(5)).toBe(-1)
})

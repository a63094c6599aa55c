import { describe as suite, expect, it } from 'vitest'
import { describe } from './describe'

suite('the picture in words', () => {
  const facts = {
    step: 1200,
    measures: { modes: 7, hq: 93.2, js: null },
    allModes: 8,
    dReal: 0.55,
    critic: false,
    outside: 0.02,
  }

  it('says the step, the modes, the quality and D', () => {
    expect(describe(facts)).toBe('Step 1,200: 7 of 8 modes, 93 % high quality, D(real) 0.55')
  })

  it('says when the generator has run away', () => {
    expect(describe({ ...facts, measures: null, outside: 0.998 })).toBe(
      'Step 1,200: D(real) 0.55, 100 % of the fakes outside the picture',
    )
  })

  it('says what the shown layers say in numbers', () => {
    expect(describe({ ...facts, measures: null, distance: 0.083, push: 0.4214 })).toBe(
      'Step 1,200: D(real) 0.55, D 0.08 from D* on average, gradient 0.42 at the fakes',
    )
  })

  it('counts divergences in bits', () => {
    expect(describe({ ...facts, measures: { js: 0.25 }, dReal: undefined })).toBe('Step 1,200: JS 0.25 bits')
  })

  it('says only what is known', () => {
    expect(describe({ ...facts, measures: null, dReal: undefined })).toBe('Step 1,200')
    expect(describe({ ...facts, allModes: undefined, critic: true })).toBe(
      'Step 1,200: 93 % high quality, critic 0.55 on real',
    )
  })
})

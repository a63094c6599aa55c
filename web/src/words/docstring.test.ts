import { expect, it } from 'vitest'
import { gistOf, paragraphsOf, spansOf } from './docstring'

const DOC = `
A paper (Somebody 2014).

    L_D = a
      + b

Watch for: a thing
that takes two lines.
Try: another.
`

it('finds text, formulas and leads', () => {
  expect(paragraphsOf(DOC)).toEqual([
    { lead: '', text: 'A paper (Somebody 2014).', verbatim: false },
    { lead: '', text: 'L_D = a\n  + b', verbatim: true },
    { lead: 'Watch for:', text: 'a thing\nthat takes two lines.', verbatim: false },
    { lead: 'Try:', text: 'another.', verbatim: false },
  ])
})

it('tells emphasis, code and indices from the stars and lines of formulas', () => {
  const looks = (text: string): string[] =>
    spansOf(text).map(({ text, look }) => (look === 'plain' ? text : `${look}(${text})`))
  expect(looks('For D* = 1, V(D*, G): *mini\nmax* and `noise_dim`.')).toEqual([
    'For D* = 1, V(D*, G): ',
    'em(mini\nmax)',
    ' and ',
    'code(noise_dim)',
    '.',
  ])
  expect(looks('min_G E_{x,δ}[x̂] + E_x̂')).toEqual(['min', 'sub(G)', ' E', 'sub(x,δ)', '[x̂] + E', 'sub(x̂)'])
})

it('says what a variant is in the first sentence after its citation', () => {
  expect(gistOf('WGAN (Arjovsky 2017).\n\nGAN, changed: a *critic*\nin [−0.1, 1]. And more.\n\nTry: it.')).toBe(
    'GAN, changed: a critic in [−0.1, 1].',
  )
  expect(gistOf('Only a title.')).toBe('')
})

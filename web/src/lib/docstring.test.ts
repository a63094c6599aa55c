import { expect, it } from 'vitest'
import { paragraphsOf } from './docstring'

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

import { expect, it } from 'vitest'
import { formatChoice, parseChoice, USUAL, type Choice } from './choice'

it('leaves the usual out, and reads nothing as the usual', () => {
  expect(formatChoice(USUAL)).toEqual({})
  expect(parseChoice({})).toEqual({ choice: USUAL, notices: [] })
})

it('reads what it writes', () => {
  const choice: Choice = {
    loss: 'hinge',
    remedy: 'noise',
    weight: 0.5,
    updates: 'alternating',
    h: 0.05,
    ratio: 2,
    critic: 5,
    start: [-1, 0.25],
  }
  const written = formatChoice(choice)
  expect(written).toMatchObject({ loss: 'hinge', h: '0.05', start: '-1,0.25' })
  expect(parseChoice(written)).toEqual({ choice, notices: [] })
})

it('takes a remedy’s own usual weight', () => {
  expect(parseChoice({ remedy: 'r1' }).choice.weight).toBe(0.3)
  expect(formatChoice({ ...USUAL, remedy: 'r1', weight: 0.3 })).toEqual({ remedy: 'r1' })
})

it('puts right what is wrong, and says so', () => {
  const { choice, notices } = parseChoice({
    loss: 'banana',
    h: '99',
    start: '5,1',
    critic: 'x',
    colour: 'red',
  })
  expect(choice).toEqual({ ...USUAL, h: 4, start: [2, 1] })
  expect(notices).toEqual([
    'dirac.loss cannot be “banana” (allowed: gan, nonsaturating, wgan, lsgan, hinge); it is gan.',
    'dirac.h 99 is not a number from 0.01 to 4; it is now 4.',
    'dirac.critic x is not a number from 1 to 10; it is now 1.',
    'dirac.start 5 is not a number from -2 to 2; it is now 2.',
    '“dirac.colour” in the address is not known here and was ignored.',
  ])
  expect(parseChoice({ start: '1' })).toEqual({
    choice: USUAL,
    notices: ['dirac.start 1 is not two numbers; it is now 1,0.4.'],
  })
})

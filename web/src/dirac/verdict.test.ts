import { expect, it } from 'vitest'
import { USUAL, type Choice } from './choice'
import { verdictOf } from './verdict'

const verdict = (choice: Partial<Choice>) => verdictOf({ ...USUAL, ...choice })

it.each<[string, Partial<Choice>, string, RegExp]>([
  [
    'simultaneous minimax',
    {},
    'stuck',
    /grows by 0\.5 % a step.*although each player does its best\. At a distance of 3\.99 it hardly moves any more, because/,
  ],
  ['R1', { remedy: 'r1', weight: 0.3 }, 'converges', /spirals in.*Re λ = −0\.15/],
  ['strong R1', { remedy: 'r1', weight: 2 }, 'converges', /slides in.*Re λ = −0\.134/],
  ['too large steps', { remedy: 'r1', weight: 3, h: 1 }, 'grows', /leap over the middle/],
  ['WGAN in turns', { loss: 'wgan', updates: 'alternating' }, 'loop', /circles for ever, a turn every 31 steps/],
  ['WGAN in too large turns', { loss: 'wgan', updates: 'alternating', h: 2.1 }, 'grows', /spirals out/],
  ['non-saturating in turns', { loss: 'nonsaturating', updates: 'alternating' }, 'slow', /ever more weakly/],
  ['gradient penalty', { remedy: 'gradient_penalty', weight: 0.3 }, 'loop', /kink.*swings for ever/],
  [
    'clipped WGAN',
    { loss: 'wgan', remedy: 'clip', weight: 1 },
    'loop',
    /^It ends on a loop at a distance of .*from inside it spirals out.*grows by 2 % a step/,
  ],
  [
    'least squares',
    { loss: 'lsgan' },
    'loop',
    /^It ends on a circle at a distance of 0\.32: from inside it spirals out to it, from outside in\./,
  ],
  [
    'a penalty that stops it',
    { loss: 'lsgan', remedy: 'gradient_penalty', weight: 0.3 },
    'stuck',
    /hardly moves any more/,
  ],
  ['noise', { remedy: 'noise', weight: 1 }, 'converges', /spirals in.*overlap/],
  ['noise on a linear critic', { loss: 'wgan', remedy: 'noise', weight: 1 }, 'grows', /Re λ = 0/],
  ['consensus', { remedy: 'consensus', weight: 0.4 }, 'converges', /Re λ = −0\.1/],
])('says of %s what happens', (_, choice, kind, sentence) => {
  const found = verdict(choice)
  expect(found.kind).toBe(kind)
  expect(found.sentence).toMatch(sentence)
})

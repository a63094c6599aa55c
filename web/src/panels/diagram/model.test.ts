import { expect, it } from 'vitest'
import { ARROWS, PARTS } from '../../kinds/toy/diagram/model'
import type { Substep } from '../../wire/protocol'
import { controlsOf } from '../../wire/schema'
import { freezeOf, isAtWork, isLit, knobsOf } from './model'

const substep = (nodes: string[], back = false): Substep => ({ nodes, back }) as Substep
const lit = (step: Substep | null): string[] =>
  ARROWS.filter((arrow) => isLit(arrow, step)).map(({ source, target }) => `${source} ${target}`)
const part = (name: string) => PARTS.find((part) => part.name === name)!

it('lights the arrows between the parts that a sub-step goes through', () => {
  expect(lit(substep(['noise', 'g', 'fake']))).toEqual(['noise g', 'g fake'])
  expect(lit(substep(['predictions', 'loss_d']))).toEqual(['predictions loss_d'])
  expect(lit(null)).toEqual([])
})

it('lights the way of a gradient to G by way of its picture', () => {
  expect(lit(substep(['d', 'g'], true))).toEqual(['d gradient', 'gradient g'])
  expect(lit(substep(['loss_d', 'd'], true))).toEqual(['loss_d d'])
})

it('knows which parts are at work', () => {
  const back = substep(['d', 'g'], true)
  expect(['losses', 'gradient', 'd', 'real'].map((name) => isAtWork(name, back))).toEqual([false, true, true, false])
  expect(isAtWork('losses', substep(['predictions', 'loss_g']))).toBe(true)
  expect(isAtWork('d', null)).toBe(false)
})

it('opens each knob at the part of its group, a switch that freezes beside it, and others at the losses', () => {
  const controls = controlsOf({
    properties: {
      lr_d: { type: 'number', group: 'Discriminator' },
      freeze_d: { type: 'boolean', group: 'Discriminator' },
      odd: { type: 'number', group: 'Others' },
      tanh: { type: 'boolean', group: 'Guidelines' },
    },
  })
  const names = (name: string) => knobsOf(part(name), PARTS, controls).map(({ name }) => name)
  expect([names('d'), names('g'), names('losses')]).toEqual([['lr_d'], [], ['odd']])
  expect(freezeOf(part('d'), controls)?.name).toBe('freeze_d')
  expect(freezeOf(part('g'), controls)).toBeUndefined()
})

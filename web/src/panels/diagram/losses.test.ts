import { expect, it } from 'vitest'
import type { Traced } from '../../wire/protocol'
import { lossesSoFar } from './losses'

const substep = (nodes: string[], loss: number | null, back = false) => ({ nodes, back, values: [{ rows: [[loss]] }] })
const traced = {
  substeps: [
    substep(['noise', 'g'], 7),
    substep(['predictions', 'loss_d'], 1.25),
    substep(['loss_d', 'd'], 9, true),
    substep(['predictions', 'loss_g'], null),
    substep(['predictions', 'loss_g'], 0.5),
  ],
} as unknown as Traced

it('knows a loss once the sub-step that computes it has been reached', () => {
  expect(lossesSoFar(traced, 0)).toEqual({})
  expect(lossesSoFar(traced, 2)).toEqual({ loss_d: 1.25 })
  expect(lossesSoFar(traced, 4)).toEqual({ loss_d: 1.25, loss_g: 0.5 })
})

it('knows none without a trace, nor one that is no number', () => {
  expect(lossesSoFar(null, 3)).toEqual({})
  expect(lossesSoFar(traced, 3)).toEqual({ loss_d: 1.25 })
})

/**
 * The model as a diagram: which knobs belong to each of its parts, and which parts and arrows are lit in slow motion.
 * Knobs are known by the group that their schema names, and a switch that freezes a network by `freeze_` and its part.
 */

import type { Control } from '../../wire/schema'
import type { Arrow, Part, Substep } from '../../wire/protocol'

/** The picture of the gradient stands on the way back from D to G; sub-steps know the two networks only. */
const lights = (name: string, network: string): string => (name === 'gradient' ? network : name)

export function isLit({ source, target, back }: Arrow, substep: Substep | null): boolean {
  if (!substep || substep.back !== back) return false
  return [lights(source, 'd'), lights(target, 'g')].every((part) => substep.nodes.includes(part))
}

/** Whether a sub-step goes through this part; a gradient on its way to G goes through the picture of it. */
export function isAtWork(part: string, substep: Substep | null): boolean {
  if (!substep) return false
  if (part === 'losses') return substep.nodes.some((node) => node.startsWith('loss_'))
  if (part === 'gradient') return substep.back && substep.nodes.includes('g')
  return substep.nodes.includes(part)
}

/** The group of knobs that is shown as a whole, beside the game. */
export const GUIDELINES = 'Guidelines'

/** The knobs that open at a part; groups that are nowhere else stand with the losses, so that no knob is out of reach. */
export function knobsOf(part: Part, parts: Part[], controls: Control[]): Control[] {
  const placed = new Set([GUIDELINES, ...parts.map(({ group }) => group)])
  const isFreeze = (name: string): boolean => parts.some((other) => name === `freeze_${other.name}`)
  return controls.filter(
    ({ name, group }) => !isFreeze(name) && (group === part.group || (part.name === 'losses' && !placed.has(group))),
  )
}

export function freezeOf(part: Part, controls: Control[]): Control | undefined {
  return controls.find(({ name }) => name === `freeze_${part.name}`)
}

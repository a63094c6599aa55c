/**
 * The model as a diagram: its parts, which knobs belong to each, and how data and gradients flow between them.
 * Knobs are known by the group that their schema names, and a switch that freezes a network by `freeze_` and its part.
 */

import type { Control } from '../../wire/schema'
import type { Substep } from '../../wire/protocol'

export type Part = 'noise' | 'g' | 'fake' | 'real' | 'gradient' | 'd' | 'predictions' | 'losses'

export interface PartInfo {
  id: Part
  title: string
  symbol: string
  /** One sentence on what is seen there. */
  text: string
  group?: string
}

export const PARTS: PartInfo[] = [
  {
    id: 'noise',
    title: 'Noise',
    symbol: 'z',
    text: 'What G starts from. The axes are ranks, shares of the distribution chosen here: so each place is as likely as any other.',
    group: 'Noise',
  },
  {
    id: 'g',
    title: 'Generator',
    symbol: 'G',
    text: 'G lays the square of noise over the data. Each cell of the grid holds as many fakes as any other.',
    group: 'Generator',
  },
  {
    id: 'gradient',
    title: 'Gradient',
    symbol: '−∂L_G',
    text: 'Where D tells G to move its fakes: back through D, to each sample.',
  },
  {
    id: 'fake',
    title: 'Fake',
    symbol: 'G(z)',
    text: 'What G has made of 500 samples of noise, always the same.',
  },
  { id: 'real', title: 'Real', symbol: 'x', text: 'Samples of the data, which G never sees.', group: 'Data' },
  {
    id: 'd',
    title: 'Discriminator',
    symbol: 'D',
    text: 'What D thinks of every place: blue looks real, orange looks fake.',
    group: 'Discriminator',
  },
  {
    id: 'predictions',
    title: 'Predictions',
    symbol: 'D(x)',
    text: 'How often D says what, of real samples above and of fakes below: on the left surely fake, on the right surely real.',
  },
  {
    id: 'losses',
    title: 'Losses',
    symbol: 'L',
    text: 'What each network pays, in the last steps. Knobs of the training as a whole are here.',
    group: 'Training',
  },
]

/** Ends of an edge as slow motion names them: losses stand there one by one. */
export interface Edge {
  from: string
  to: string
  back?: boolean
  /** Parts of the sub-step that light it. */
  lit: string[]
}

export const EDGES: Edge[] = [
  { from: 'noise', to: 'g', lit: ['noise', 'g'] },
  { from: 'g', to: 'fake', lit: ['g', 'fake'] },
  { from: 'fake', to: 'd', lit: ['fake', 'd'] },
  { from: 'real', to: 'd', lit: ['real', 'd'] },
  { from: 'd', to: 'predictions', lit: ['d', 'predictions'] },
  { from: 'predictions', to: 'loss_d', lit: ['predictions', 'loss_d'] },
  { from: 'predictions', to: 'loss_g', lit: ['predictions', 'loss_g'] },
  { from: 'loss_d', to: 'd', back: true, lit: ['loss_d', 'd'] },
  { from: 'loss_g', to: 'd', back: true, lit: ['loss_g', 'd'] },
  { from: 'd', to: 'gradient', back: true, lit: ['d', 'g'] },
  { from: 'gradient', to: 'g', back: true, lit: ['d', 'g'] },
]

/** Of an image GAN: there is no picture of the gradient on its way from D to G. */
export const IMAGE_EDGES: Edge[] = [
  ...EDGES.filter(({ from, to }) => from !== 'gradient' && to !== 'gradient'),
  { from: 'd', to: 'g', back: true, lit: ['d', 'g'] },
]

export function isLit(edge: Edge, substep: Substep | null): boolean {
  if (!substep || substep.back !== Boolean(edge.back)) return false
  return edge.lit.every((part) => substep.nodes.includes(part))
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
export function knobsOf(part: PartInfo, controls: Control[]): Control[] {
  const placed = new Set([GUIDELINES, ...PARTS.map(({ group }) => group)])
  return controls.filter(
    ({ name, group }) => !isFreeze(name) && (group === part.group || (part.id === 'losses' && !placed.has(group))),
  )
}

const isFreeze = (name: string): boolean => PARTS.some(({ id }) => name === `freeze_${id}`)

export function freezeOf(part: PartInfo, controls: Control[]): Control | undefined {
  return controls.find(({ name }) => name === `freeze_${part.id}`)
}

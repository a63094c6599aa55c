/** The tools of image GANs: a variant declares which it has, and a tab shows them. */

import type { Catalogue, VariantInfo } from '../../../wire/catalogue'
import type { Tool, ToolTab } from '../../components'
import Accuracy from './accuracy/Accuracy.svelte'
import Latent from './latent/Latent.svelte'

/** One entry brings a tool onto the page. */
export const TABS: ToolTab[] = [
  {
    tools: ['accuracy'],
    title: 'Accuracy',
    network: 'd',
    hasCharts: true,
    measures: ['accuracy', 'accuracy_cnn'],
    Body: Accuracy,
  },
  {
    tools: ['walk', 'between', 'arithmetic', 'nearest', 'class'],
    title: 'Latent space',
    short: 'Latent',
    network: 'g',
    hasCharts: false,
    measures: [],
    Body: Latent,
  },
]

const LATENT: Tool[] = [
  { name: 'walk', title: 'Walk', data: null },
  { name: 'between', title: 'Between', data: null },
  { name: 'arithmetic', title: 'a − b + c', data: null },
  { name: 'nearest', title: 'Nearest', data: null },
]

/** The tools of a variant, in the order in which the page shows them. */
export function toolsOf(variant: VariantInfo | undefined, catalogue: Catalogue | null): Tool[] {
  if (!variant) return []
  const classifies = variant.labelled && !variant.conditional
  return [
    ...LATENT,
    ...(variant.conditional ? [{ name: 'class', title: 'Class', data: null }] : []),
    ...(classifies ? [{ name: 'accuracy', title: 'Accuracy', data: catalogue?.images.odena ?? null }] : []),
  ]
}

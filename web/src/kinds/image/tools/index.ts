/** The tools of image GANs: a variant declares which it has, and a tab shows them. */

import type { ToolTab } from '../../components'
import Accuracy from './accuracy/Accuracy.svelte'
import Latent from './latent/Latent.svelte'

/** To add a tool, add an entry here. */
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

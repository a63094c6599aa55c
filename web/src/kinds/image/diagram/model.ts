/** The diagram of an image GAN: the one that its variant declares, otherwise G and D between noise, images and losses. */

import type { VariantInfo } from '../../../wire/catalogue'
import type { Arrow, Part } from '../../../wire/protocol'
import type { Diagram } from '../../components'

const PARTS: Part[] = [
  {
    name: 'noise',
    title: 'Noise',
    symbol: 'z',
    text: 'What G starts from: the distribution of each of its coordinates.',
    group: 'Noise',
  },
  {
    name: 'g',
    title: 'Generator',
    symbol: 'G',
    text: 'Maps from the noise to the image: each layer doubles the side and halves the channels.',
    group: 'Generator',
  },
  {
    name: 'fake',
    title: 'Fake',
    symbol: 'G(z)',
    text: 'What G has made of the first of its samples of noise, always the same.',
    group: '',
  },
  { name: 'real', title: 'Real', symbol: 'x', text: 'Images of the data, which G never sees.', group: 'Data' },
  {
    name: 'd',
    title: 'Discriminator',
    symbol: 'D',
    text: 'Maps from an image to one number: each layer halves the side and doubles the channels.',
    group: 'Discriminator',
  },
  {
    name: 'predictions',
    title: 'Predictions',
    symbol: 'D(x)',
    text: 'How often D says what, of real samples above and of fakes below: on the left surely fake, on the right surely real.',
    group: '',
  },
  {
    name: 'losses',
    title: 'Losses',
    symbol: 'L',
    text: 'What each network pays, in the last steps. Knobs of the training as a whole are here.',
    group: 'Training',
  },
]

/** There is no field in which a gradient could be drawn: D's way back to G is an arrow alone. */
const ARROWS: Arrow[] = [
  { source: 'noise', target: 'g', back: false },
  { source: 'g', target: 'fake', back: false },
  { source: 'fake', target: 'd', back: false },
  { source: 'real', target: 'd', back: false },
  { source: 'd', target: 'predictions', back: false },
  { source: 'predictions', target: 'loss_d', back: false },
  { source: 'predictions', target: 'loss_g', back: false },
  { source: 'loss_d', target: 'd', back: true },
  { source: 'loss_g', target: 'd', back: true },
  { source: 'd', target: 'g', back: true },
]

export function diagramOf(variant: VariantInfo | undefined): Diagram {
  const declares = variant && 'parts' in variant && variant.parts.length > 0
  return declares ? { parts: variant.parts, arrows: variant.arrows } : { parts: PARTS, arrows: ARROWS }
}

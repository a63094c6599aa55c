/** The model of an image GAN, where its variant does not declare another: G and D between noise, images and losses. */

import type { Arrow, Part } from '../../../panels/diagram/model'

export const PARTS: Part[] = [
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
export const ARROWS: Arrow[] = [
  { source: 'noise', target: 'g' },
  { source: 'g', target: 'fake' },
  { source: 'fake', target: 'd' },
  { source: 'real', target: 'd' },
  { source: 'd', target: 'predictions' },
  { source: 'predictions', target: 'loss_d' },
  { source: 'predictions', target: 'loss_g' },
  { source: 'loss_d', target: 'd', back: true },
  { source: 'loss_g', target: 'd', back: true },
  { source: 'd', target: 'g', back: true },
]

/** The model of a GAN of points: its parts, and how data and gradients flow between them. */

import type { Arrow, Part } from '../../../wire/protocol'

export const PARTS: Part[] = [
  {
    name: 'noise',
    title: 'Noise',
    symbol: 'z',
    text: 'What G starts from. The axes are ranks, shares of the distribution chosen here: so each place is as likely as any other.',
    group: 'Noise',
  },
  {
    name: 'g',
    title: 'Generator',
    symbol: 'G',
    text: 'G lays the square of noise over the data. Each cell of the grid holds as many fakes as any other.',
    group: 'Generator',
  },
  {
    name: 'gradient',
    title: 'Gradient',
    symbol: '−∂L_G',
    text: 'Where D tells G to move its fakes: back through D, to each sample.',
    group: '',
  },
  {
    name: 'fake',
    title: 'Fake',
    symbol: 'G(z)',
    text: 'What G has made of 500 samples of noise, always the same.',
    group: '',
  },
  { name: 'real', title: 'Real', symbol: 'x', text: 'Samples of the data, which G never sees.', group: 'Data' },
  {
    name: 'd',
    title: 'Discriminator',
    symbol: 'D',
    text: 'What D thinks of every place: blue looks real, orange looks fake.',
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

export const ARROWS: Arrow[] = [
  { source: 'noise', target: 'g', back: false },
  { source: 'g', target: 'fake', back: false },
  { source: 'fake', target: 'd', back: false },
  { source: 'real', target: 'd', back: false },
  { source: 'd', target: 'predictions', back: false },
  { source: 'predictions', target: 'loss_d', back: false },
  { source: 'predictions', target: 'loss_g', back: false },
  { source: 'loss_d', target: 'd', back: true },
  { source: 'loss_g', target: 'd', back: true },
  { source: 'd', target: 'gradient', back: true },
  { source: 'gradient', target: 'g', back: true },
]

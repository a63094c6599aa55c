/** A small catalogue for tests. */

import type { Catalogue, Preset, Property } from './catalogue'

const rate: Property = {
  type: 'number',
  minimum: 0,
  maximum: 1,
  default: 0.001,
  label: 'Learning rate of D',
  group: 'Discriminator',
  log: true,
}
const width: Property = {
  type: 'integer',
  minimum: 1,
  maximum: 256,
  default: 32,
  label: 'Width',
  group: 'Generator',
  rebuild: true,
}
const loss: Property = {
  type: 'string',
  enum: ['non_saturating', 'minimax'],
  default: 'non_saturating',
  label: 'Loss',
}
const radius: Property = {
  type: 'number',
  minimum: 0.1,
  maximum: 10,
  default: 1,
  label: 'Radius',
  group: 'Data',
}

const upload: Property = { type: 'string', pattern: '^([0-9a-f]{16})?$', default: '', label: 'Upload', group: 'Data' }
const points: Property = { type: 'array', default: [[0, 1]], group: 'Data' }

const variant = { summary: '', doc: '', paper: null, formulas: {} }

export const PRESET: Preset = {
  name: 'too_small',
  title: 'Too small',
  kind: 'bad',
  variant: 'gan',
  data: 'ring',
  knobs: { lr_d: 0.5, width: 2 },
  data_knobs: {},
  rounds: 100,
  why: 'Two units.',
  cure: { knobs: { lr_d: 0.01, width: 32 }, why: 'More units.' },
}

export const CATALOGUE: Catalogue = {
  variants: [
    { ...variant, name: 'gan', title: 'GAN', schema: { properties: { lr_d: rate, width, loss } } },
    { ...variant, name: 'wgan', title: 'WGAN', schema: { properties: { lr_d: rate, width } } },
  ],
  data: [
    { name: 'gaussians', title: 'Two Gaussians', doc: '', dims: 2, schema: {} },
    { name: 'ring', title: 'Ring', doc: '', dims: 2, schema: { properties: { radius } } },
    { name: 'points_1d', title: 'Own numbers', doc: '', dims: 1, schema: { properties: { points } } },
    { name: 'points', title: 'Own points', doc: '', dims: 2, schema: { properties: { points, radius } } },
  ],
  images: {
    variants: [
      {
        ...variant,
        name: 'dcgan',
        title: 'DCGAN',
        critics: ['wgan_gp'],
        schema: { properties: { lr_d: rate, width } },
      },
      {
        ...variant,
        name: 'cgan',
        title: 'Conditional GAN',
        critics: [],
        schema: { properties: { lr_d: rate, width } },
      },
    ],
    data: [
      { name: 'digits', title: 'Digits', doc: '', classes: ['0', '1'], schema: {} },
      { name: 'shapes', title: 'Shapes', doc: '', classes: ['ring', 'star'], schema: { properties: { radius } } },
      { name: 'own', title: 'Your own images', doc: '', classes: [], schema: { properties: { upload } } },
    ],
  },
  presets: [PRESET],
  measures: [],
  default: { variant: 'gan', data: 'gaussians', knobs: {}, data_knobs: {}, seed: 1 },
}

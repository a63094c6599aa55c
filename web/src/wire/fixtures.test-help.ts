/** A small catalogue for tests. */

import type { FrameHeader } from './protocol'
import type { Catalogue, Preset, Property, Schema } from './catalogue'

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
const imaged = { critics: [], conditional: false, labelled: false, tools: [], parts: [], arrows: [] }
const NO_KNOBS: Schema = { properties: {} }

/** The header of a frame of points that nobody has measured. */
export const HEADER: FrameHeader = {
  run: 'r1',
  step: 0,
  epoch: 0,
  version: 0,
  state: 'running',
  layers: [],
  curve_from: 1,
  measures: null,
  diagnosis: null,
  toy: { dims: 2, plane: null },
  image: null,
}

export const PRESET: Preset = {
  name: 'too_small',
  title: 'Too small',
  kind: 'bad',
  variant: 'gan',
  data: 'ring',
  knobs: { lr_d: 0.5, width: 2 },
  data_knobs: {},
  steps: 100,
  why: 'Two units.',
  cure: { knobs: { lr_d: 0.01, width: 32 }, why: 'More units.' },
}

const offer = { measures: [], layers: [] }

export const CATALOGUE: Catalogue = {
  kinds: {
    toy: {
      ...offer,
      variants: [
        { ...variant, name: 'gan', title: 'GAN', critic: false, schema: { properties: { lr_d: rate, width, loss } } },
        { ...variant, name: 'wgan', title: 'WGAN', critic: true, schema: { properties: { lr_d: rate, width } } },
      ],
      data: [
        { name: 'gaussians', title: 'Two Gaussians', doc: '', dims: 2, handles: [], schema: NO_KNOBS },
        { name: 'ring', title: 'Ring', doc: '', dims: 2, handles: [], schema: { properties: { radius } } },
        { name: 'points_1d', title: 'Own numbers', doc: '', dims: 1, handles: [], schema: { properties: { points } } },
        {
          name: 'points',
          title: 'Own points',
          doc: '',
          dims: 2,
          handles: [],
          schema: { properties: { points, radius } },
        },
      ],
    },
    image: {
      ...offer,
      variants: [
        {
          ...variant,
          ...imaged,
          name: 'dcgan',
          title: 'DCGAN',
          critics: ['wgan_gp'],
          schema: { properties: { lr_d: rate, width } },
        },
        {
          ...variant,
          ...imaged,
          name: 'cgan',
          title: 'Conditional GAN',
          conditional: true,
          labelled: true,
          schema: { properties: { lr_d: rate, width } },
        },
      ],
      data: [
        { name: 'digits', title: 'Digits', doc: '', channels: 1, classes: ['0', '1'], schema: NO_KNOBS },
        {
          name: 'shapes',
          title: 'Shapes',
          doc: '',
          channels: 3,
          classes: ['ring', 'star'],
          schema: { properties: { radius } },
        },
        {
          name: 'own',
          title: 'Your own images',
          doc: '',
          channels: 3,
          classes: [],
          schema: { properties: { upload } },
        },
      ],
    },
  },
  presets: [PRESET],
  default: { variant: 'gan', data: 'gaussians', knobs: {}, data_knobs: {}, seed: 1 },
  limits: {
    command_bytes: 65_536,
    coordinate: 1e6,
    points: 20_000,
    table_bytes: { most: 1_000_000, refusal: 'The table has {} bytes; at most 1,000,000 (1 MB) are allowed.' },
    upload_files: { most: 2_000, refusal: 'These are more than 2,000 files; a set may have 2,000 at most.' },
    upload_bytes: { most: 64 * 2 ** 20, refusal: 'These files have more than 64 MB; a set may have 64 MB at most.' },
    saved_run_bytes: { most: 512 * 2 ** 20, refusal: 'A saved run may have 512 MB at most.' },
  },
}

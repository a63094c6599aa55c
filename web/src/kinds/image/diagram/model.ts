/** The model of an image GAN as a diagram: what is seen at its parts. Its knobs find their part by their group, as of points. */

import { PARTS, type Part, type PartInfo } from '../../../panels/diagram/model'

const TEXTS: Partial<Record<Part, string>> = {
  noise: 'What G starts from: the distribution of each of its coordinates.',
  g: 'Maps from the noise to the image: each layer doubles the side and halves the channels.',
  fake: 'What G has made of the first of its samples of noise, always the same.',
  real: 'Images of the data, which G never sees.',
  d: 'Maps from an image to one number: each layer halves the side and doubles the channels.',
}

/** There is no field in which a gradient could be drawn: D's way back to G is an arrow alone. */
export const IMAGE_PARTS: PartInfo[] = PARTS.filter(({ id }) => id !== 'gradient').map((part) => ({
  ...part,
  text: TEXTS[part.id] ?? part.text,
}))

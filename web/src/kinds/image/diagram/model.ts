/** The diagram of an image GAN: the parts and arrows that its variant declares. */

import type { VariantInfo } from '../../../wire/catalogue'
import type { Diagram } from '../../components'

export function diagramOf(variant: VariantInfo | undefined): Diagram {
  return variant && 'parts' in variant ? { parts: variant.parts, arrows: variant.arrows } : { parts: [], arrows: [] }
}

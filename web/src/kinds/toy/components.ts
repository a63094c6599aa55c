/** What GANs of points bring to the page. */

import type { KindComponents } from '../components'
import OwnButton from './data/OwnButton.svelte'
import Picker from './data/Picker.svelte'
import Thumbnail from './data/Thumbnail.svelte'
import { ARROWS, PARTS } from './diagram/model'
import Stamp from './diagram/Stamp.svelte'
import DrawHost from './drawing/DrawHost.svelte'
import SlowMotion from './slow-motion/SlowMotion.svelte'
import Stage from './stage/Stage.svelte'

export const TOY_COMPONENTS: KindComponents = {
  Stage,
  DataStamp: Thumbnail,
  Picker,
  OwnButton,
  OwnData: DrawHost,
  Stamp,
  SlowMotion,
  diagram: () => ({ parts: PARTS, arrows: ARROWS }),
  stamped: ['fake', 'field', 'manifold', 'gradient', 'scores', 'curve'],
  tabs: [],
}

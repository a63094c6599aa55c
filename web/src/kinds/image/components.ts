/** What image GANs bring to the page. */

import type { KindComponents } from '../components'
import Picker from './data/Picker.svelte'
import Sheet from './data/Sheet.svelte'
import UploadDialog from './data/UploadDialog.svelte'
import { diagramOf } from './diagram/model'
import Stamp from './diagram/Stamp.svelte'
import SavedRun from './saved/SavedRun.svelte'
import Stage from './stage/Stage.svelte'
import { TABS } from './tools'
import Watch from './Watch.svelte'

export const IMAGE_COMPONENTS: KindComponents = {
  Stage,
  DataStamp: Sheet,
  Picker,
  OwnData: UploadDialog,
  Stamp,
  BeforeDiagnosis: Watch,
  SavedRun,
  diagram: diagramOf,
  // The stage requests the samples.
  stamped: ['scores'],
  tabs: TABS,
}

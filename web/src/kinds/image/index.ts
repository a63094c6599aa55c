/** The parts of the page that only image GANs need: their code comes when somebody first opens one. */

import { lazily } from '../../panels/parts/lazily'

export const imageParts = lazily(() => import('./parts'))

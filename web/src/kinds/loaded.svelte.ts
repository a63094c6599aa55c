/** The components of each kind. Those of points are here from the start, others come when they are first read. */

import { lazily } from '../panels/parts/lazily'
import type { KindComponents } from './components'
import type { KindName } from './kind'
import { TOY_COMPONENTS } from './toy/components'

const LOAD: Record<KindName, () => Promise<KindComponents>> = {
  toy: () => Promise.resolve(TOY_COMPONENTS),
  image: lazily(async () => (await import('./image/components')).IMAGE_COMPONENTS),
}

let loaded = $state.raw<Partial<Record<KindName, KindComponents>>>({ toy: TOY_COMPONENTS })

/** Null while their code is on its way; whoever reads this is told when it is here. */
export function componentsOf(kind: KindName): KindComponents | null {
  if (!loaded[kind]) void LOAD[kind]().then((components) => (loaded = { ...loaded, [kind]: components }))
  return loaded[kind] ?? null
}

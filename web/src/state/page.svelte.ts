/** What is chosen on the page itself, whatever run it shows. It knows no run and no component. */

import { getContext, setContext } from 'svelte'
import { Latent } from './latent/latent.svelte'

const KEY = Symbol('page')

export class Page {
  /** The tool of the latent space, and what it is pointed at. */
  readonly latent = new Latent()
}

/** For the components below. */
export const givePage = (page: Page): Page => setContext(KEY, page)
export const pageOf = (): Page => getContext<Page>(KEY)

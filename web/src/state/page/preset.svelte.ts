/** The gallery's experiment that the run on stage is, or began as. */

import { isOf, presetOf } from '../../address/gallery'
import { kindOf, type Preset } from '../../wire/catalogue'
import type { Session } from '../session.svelte'
import type { Page } from './page.svelte'

export class PresetOnStage {
  /** The chosen experiment while its game is played on its data. */
  readonly current = $derived.by(() => this.#find())
  /** The same, also where its text was closed; none once its game or its data were changed for others. */
  origin = $state.raw<Preset | null>(null)

  /** Must be made where effects may be: it follows the run and the page from then on. */
  constructor(
    private readonly session: Session,
    private readonly page: Page,
  ) {
    $effect(() => this.#follow())
  }

  #find(): Preset | null {
    const { run, catalogue } = this.session
    const chosen = catalogue && presetOf(catalogue, this.page.preset)
    return run && chosen && isOf(chosen, run.recipe) ? chosen : null
  }

  #follow(): void {
    const { run, catalogue } = this.session
    const { current, origin, page } = this
    if (current) this.origin = current
    if (current || !run || !catalogue || !origin) return
    if (isOf(origin, run.recipe) || kindOf(catalogue, origin) !== run.kind) return
    // Back at its game and data its text would tell of knobs that have other values by now.
    if (page.preset === origin.name) page.preset = null
    this.origin = null
  }
}

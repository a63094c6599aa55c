/**
 * What is open, hidden or chosen on the page, whatever run it shows: windows, tabs, layers, the lesson, the person's
 * settings. Components read it and actions change it; it knows no component and no run.
 */

import { getContext, setContext } from 'svelte'
import type { PageParts } from '../../address/pageparts'
import { Latent } from '../latent/latent.svelte'
import { Layers } from './layers.svelte'
import { Lesson } from '../lesson.svelte'
import { Morph } from '../morph.svelte'
import { Settings } from './settings.svelte'

/** Windows above the page, of which one is open at a time. */
export type WindowName = 'help' | 'gallery' | 'about' | 'own-data'
/** Where panels of knobs open at the model: one a side, so that none covers another. */
export type Side = 'left' | 'right'

export class Page {
  readonly settings = new Settings()
  readonly lesson = new Lesson()
  readonly layers = new Layers()
  /** The way between the square of noise and where G puts it. */
  readonly morph = new Morph(() => matchMedia('(prefers-reduced-motion: reduce)').matches)
  /** The tool of the latent space, and what it is pointed at. */
  readonly latent = new Latent()
  window = $state<WindowName | null>(null)
  /** Name of the gallery's experiment that was chosen last; its text stays while its game is played on its data. */
  preset = $state<string | null>(null)
  /** What the address says of the smallest GAN; null while it is closed. */
  dirac = $state.raw<Record<string, string> | null>(null)
  /** The tab of charts and tools that was chosen last. */
  tab = $state('Losses')
  /** Grows whenever the tabs shall be brought into view. */
  tabCalls = $state(0)
  /** Parts of the model whose knobs are open. */
  parts = $state<Record<Side, string | null>>({ left: null, right: null })
  /** Whether all knobs of the data are shown, and not only the first of them. */
  allData = $state(false)
  /** The element that goes full screen. */
  stage = $state.raw<HTMLElement | null>(null)

  /** Takes over what an address says of the page. */
  follow({ layers, preset, dirac, hide = [], lock = [] }: PageParts): void {
    this.layers.showOnly(layers)
    this.preset = preset ?? null
    this.dirac = dirac ?? null
    Object.assign(this.lesson, { hide, lock })
  }

  /** Closes a window, unless another has taken its place. */
  close(window: WindowName): void {
    if (this.window === window) this.window = null
  }

  /** Shows a tab; where the page is one column, `near` brings it into view. */
  showTab(name: string, near = false): void {
    this.tab = name
    if (near) this.tabCalls += 1
  }

  toggleFullScreen(): void {
    if (document.fullscreenElement) void document.exitFullscreen()
    else void this.stage?.requestFullscreen()
  }
}

const KEY = Symbol('page')

/** For the components below. */
export const givePage = (page: Page): Page => setContext(KEY, page)
export const pageOf = (): Page => getContext<Page>(KEY)

/** What belongs to the person and not to the experiment: theme, keys; and which layers the stage shows. */

import type { PageParts } from '../address/pageparts'
import { LAYER_IDS, USUAL_LAYERS } from '../views/layers'
import { Lesson } from './lesson.svelte'

export type ThemeName = 'light' | 'dark' | 'projector'
export const THEMES: { name: ThemeName | 'auto'; label: string }[] = [
  { name: 'auto', label: 'As the system' },
  { name: 'light', label: 'Light' },
  { name: 'dark', label: 'Dark' },
  { name: 'projector', label: 'Projector' },
]

/** What is wrong with the layers of an address, in a sentence each. */
export function unknownLayers(ids: readonly string[]): string[] {
  const unknown = ids.filter((id) => !LAYER_IDS.includes(id))
  if (unknown.length === 0) return []
  const named = `There is no layer called ${unknown.map((id) => `“${id}”`).join(' or ')}`
  return [unknown.length < ids.length ? `${named}.` : `${named}; the usual ones are shown.`]
}

/** index.html reads the theme under this key too, before the first paint. */
const THEME_KEY = 'saddle.theme'
const KEYS_KEY = 'saddle.keys'

export class Settings {
  theme = $state<ThemeName | 'auto'>('auto')
  keys = $state(true)
  shown = $state.raw<ReadonlySet<string>>(new Set(USUAL_LAYERS))
  /** Name of the gallery's experiment that was chosen last; its text stays while its game is played on its data. */
  preset = $state<string | null>(null)
  /** What the address says of the smallest GAN; null while it is closed. */
  dirac = $state.raw<Record<string, string> | null>(null)
  readonly lesson = new Lesson()
  #systemDark = $state(false)

  constructor() {
    this.theme = THEMES.find(({ name }) => name === localStorage.getItem(THEME_KEY))?.name ?? 'auto'
    this.keys = localStorage.getItem(KEYS_KEY) !== 'off'
    const dark = matchMedia('(prefers-color-scheme: dark)')
    this.#systemDark = dark.matches
    dark.addEventListener('change', ({ matches }) => (this.#systemDark = matches))
  }

  get effectiveTheme(): ThemeName {
    if (this.theme !== 'auto') return this.theme
    return this.#systemDark ? 'dark' : 'light'
  }

  setTheme(theme: ThemeName | 'auto'): void {
    this.theme = theme
    localStorage.setItem(THEME_KEY, theme)
  }

  setKeys(on: boolean): void {
    this.keys = on
    localStorage.setItem(KEYS_KEY, on ? 'on' : 'off')
  }

  /** The layers for an address; undefined where they are the usual ones. */
  get layers(): string[] | undefined {
    const layers = LAYER_IDS.filter((id) => this.shown.has(id))
    return layers.join() === USUAL_LAYERS.join() ? undefined : layers
  }

  /** Takes over what an address says of the page. */
  follow({ layers, preset, dirac, hide = [], lock = [] }: PageParts): void {
    this.showOnly(layers ?? USUAL_LAYERS)
    this.preset = preset ?? null
    this.dirac = dirac ?? null
    Object.assign(this.lesson, { hide, lock })
  }

  /** As an address asks; the usual ones where none of those it names is known. */
  showOnly(ids: string[]): void {
    const known = LAYER_IDS.filter((id) => ids.includes(id))
    this.shown = new Set(known.length || ids.length === 0 ? known : USUAL_LAYERS)
  }

  toggleLayer(id: string): void {
    const shown = new Set(this.shown)
    if (!shown.delete(id)) shown.add(id)
    this.shown = shown
  }
}

/** What belongs to the person and not to the page or its run: the theme, and whether keys are used. */

export type ThemeName = 'light' | 'dark' | 'projector'
export const THEMES: { name: ThemeName | 'auto'; label: string }[] = [
  { name: 'auto', label: 'As the system' },
  { name: 'light', label: 'Light' },
  { name: 'dark', label: 'Dark' },
  { name: 'projector', label: 'Projector' },
]

/** index.html reads the theme under this key too, before the first paint. */
const THEME_KEY = 'saddle.theme'
const KEYS_KEY = 'saddle.keys'

export class Settings {
  theme = $state<ThemeName | 'auto'>('auto')
  keys = $state(true)
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
}

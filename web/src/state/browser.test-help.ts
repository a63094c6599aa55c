/** What the page's state needs of a browser, for tests: storages, and media queries that a test answers. */

import { vi } from 'vitest'

export interface FakeBrowser {
  /** What is stored, by key. */
  stored: Map<string, string>
  /** Says from now on whether the system is dark. */
  darken(dark: boolean): void
}

const storage = (stored: Map<string, string>): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> => ({
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => void stored.set(key, value),
  removeItem: (key) => void stored.delete(key),
})

export function fakeBrowser(): FakeBrowser {
  const stored = new Map<string, string>()
  const listeners: ((event: { matches: boolean }) => void)[] = []
  let matches = false
  vi.stubGlobal('sessionStorage', storage(stored))
  vi.stubGlobal('localStorage', storage(stored))
  vi.stubGlobal('matchMedia', () => ({
    matches,
    addEventListener: (_: string, listener: (typeof listeners)[number]) => listeners.push(listener),
  }))
  vi.stubGlobal('requestAnimationFrame', () => 1)
  return {
    stored,
    darken: (dark) => {
      matches = dark
      for (const listener of listeners) listener({ matches })
    },
  }
}

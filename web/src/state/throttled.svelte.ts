/**
 * A value that is looked at again only every so often, however often what it comes from changes.
 *
 * read is called again only where something reactive that it read has changed: a page at rest has nothing to draw.
 */

import { untrack } from 'svelte'

export function throttled<T>(read: () => T, everyMs: number): { readonly current: T } {
  const newest = $derived.by(read)
  let current = $state.raw(untrack(() => newest))
  $effect(() => {
    const timer = setInterval(() => (current = newest), everyMs)
    return () => clearInterval(timer)
  })
  return {
    get current() {
      return current
    },
  }
}

/**
 * A value that is read again at most once in an interval, however often its sources change.
 *
 * `read` is called again only where something reactive that it read has changed: a page at rest draws nothing.
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

/** A value that is looked at again only every so often, however often what it comes from changes. */

export function throttled<T>(read: () => T, everyMs: number): { readonly current: T } {
  let current = $state.raw(read())
  $effect(() => {
    const timer = setInterval(() => (current = read()), everyMs)
    return () => clearInterval(timer)
  })
  return {
    get current() {
      return current
    },
  }
}

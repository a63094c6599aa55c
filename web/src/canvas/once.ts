/** Caches a result for each object, for as long as the object exists. */

export function oncePer<Key extends object, Result>(make: (key: Key) => Result): (key: Key) => Result {
  const known = new WeakMap<Key, { result: Result }>()
  return (key) => {
    let found = known.get(key)
    if (!found) known.set(key, (found = { result: make(key) }))
    return found.result
  }
}

/** Code that comes when it is first needed, over a network that may be gone just then. */

const FIRST_MS = 1_000
const LONGEST_MS = 15_000

/** What `load` brings, loaded once; where that fails it is tried again, ever more seldom, until it comes. */
export function lazily<Result>(load: () => Promise<Result>): () => Promise<Result> {
  let loading: Promise<Result> | undefined
  return () => (loading ??= untilItComes(load))
}

async function untilItComes<Result>(load: () => Promise<Result>): Promise<Result> {
  for (let pause = FIRST_MS; ; pause = Math.min(2 * pause, LONGEST_MS)) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

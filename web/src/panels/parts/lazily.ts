/** Loads code when it is first needed, and tries again if the network fails. */

const FIRST_MS = 1_000
const LONGEST_MS = 15_000

/** Calls `load` once and keeps its result. If it fails, it is tried again, with growing pauses, until it succeeds. */
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

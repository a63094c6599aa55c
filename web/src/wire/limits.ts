/** Limits that the server tells: whether something is beyond one, and the sentence that says so. */

import type { Limit } from './protocol'

/** Why so much is refused; null where it is not. */
export function excessOf({ most, refusal }: Limit, given: number): string | null {
  return given > most ? refusal.replace('{}', given.toLocaleString('en-US')) : null
}

/** One drawing an animation frame, so that many charts that are due together do not hold up the stage. */

const waiting = new Map<object, () => void>()
let beating = false

/** Draws when its turn has come; who asks again before that draws once. */
export function takeTurn(who: object, draw: () => void): void {
  waiting.set(who, draw)
  if (beating) return
  beating = true
  requestAnimationFrame(next)
}

export function leaveTurn(who: object): void {
  waiting.delete(who)
}

function next(): void {
  const [first] = waiting
  if (!first) {
    beating = false
    return
  }
  waiting.delete(first[0])
  requestAnimationFrame(next)
  first[1]()
}

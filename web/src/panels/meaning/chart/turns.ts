/** Draws one chart an animation frame, so that many charts together do not delay the stage. */

const waiting = new Map<object, () => void>()
let beating = false

/** Draws in a later frame. A chart that asks again before that is drawn once. */
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

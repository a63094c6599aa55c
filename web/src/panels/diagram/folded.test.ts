import { expect, it } from 'vitest'
import { foldedPath } from './folded'
import { ARROWS } from '../../kinds/toy/diagram/model'

const at = (column: number, row: number, height = 60) => ({ left: 100 * column, top: 100 * row, width: 60, height })
const boxes = {
  noise: at(0, 0),
  g: at(1, 0),
  fake: at(2, 0),
  gradient: at(1, 1),
  real: at(2, 1),
  loss_d: at(0, 2, 30),
  loss_g: { ...at(0, 2, 30), top: 230 },
  predictions: at(1, 2),
  d: at(2, 2),
}
/** First and last place of a path. */
function ends(from: string, to: string): number[] {
  const path = foldedPath(
    ARROWS.find(({ source, target }) => source === from && target === to)!,
    boxes,
  )!
  const numbers = path.match(/-?[\d.]+/g)!.map(Number)
  return [...numbers.slice(0, 2), ...numbers.slice(-2)]
}

it('runs from left to right above and from right to left below', () => {
  expect(ends('noise', 'g')).toEqual([64, 30, 96, 30])
  expect(ends('d', 'predictions')).toEqual([196, 230, 164, 230])
  expect(ends('predictions', 'loss_d')).toEqual([96, 215, 64, 215])
})

it('comes to D from above and around what is real', () => {
  expect(ends('real', 'd')).toEqual([230, 178, 230, 196])
  expect(ends('fake', 'd')).toEqual([264, 30, 264, 230])
})

it('draws every arrow, none where a part is not measured yet', () => {
  expect(ARROWS.every((arrow) => foldedPath(arrow, boxes))).toBe(true)
  expect(foldedPath(ARROWS[0]!, {})).toBeNull()
})

import { expect, it } from 'vitest'
import { ARROWS } from '../../kinds/toy/diagram/model'
import { pathOf } from './edges'

const at = (column: number, top: number, height: number) => ({ left: 100 * column, top, width: 60, height })
const boxes = {
  noise: at(0, 0, 120),
  g: at(1, 0, 120),
  gradient: at(2, 70, 50),
  fake: at(3, 0, 50),
  real: at(3, 70, 50),
  d: at(4, 0, 120),
  predictions: at(5, 0, 120),
  loss_d: at(6, 0, 60),
  loss_g: at(6, 60, 60),
}
const arrow = (source: string, target: string) =>
  ARROWS.find((arrow) => arrow.source === source && arrow.target === target)!
/** First and last place of a path. */
function ends(source: string, target: string): number[] {
  const numbers = pathOf(arrow(source, target), boxes)!
    .match(/-?[\d.]+/g)!
    .map(Number)
  return [...numbers.slice(0, 2), ...numbers.slice(-2)]
}

it('leads from side to side, at the height of the smaller box', () => {
  expect(ends('noise', 'g')).toEqual([64, 60, 96, 60])
  expect(ends('g', 'fake')).toEqual([164, 25, 296, 25])
  expect(ends('real', 'd')).toEqual([364, 95, 396, 95])
})

it('leads gradients back to the left: past the predictions, and between fake and real', () => {
  expect(ends('loss_d', 'd')).toEqual([596, 35, 464, 18])
  expect(ends('d', 'gradient')).toEqual([396, 65, 264, 95])
  expect(ends('gradient', 'g')).toEqual([196, 95, 164, 95])
  expect(pathOf({ source: 'd', target: 'g', back: true }, boxes)).toBe('M396 65L164 65')
})

it('draws every arrow, and none where a part is not measured yet', () => {
  expect(ARROWS.every((arrow) => pathOf(arrow, boxes))).toBe(true)
  expect(pathOf(arrow('noise', 'g'), {})).toBeNull()
})

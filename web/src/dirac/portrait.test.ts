import { expect, it } from 'vitest'
import { recording, THEME } from '../views/recording.test-help'
import { USUAL } from './choice'
import { flowOf, orbitOf } from './orbit'
import { drawPortrait, drawScene, planeOf } from './portrait'

const SIZE = { width: 440, height: 440 }

it('finds the place under a pointer', () => {
  const plane = planeOf(SIZE)
  const [theta, psi] = plane.point(plane.x(1.5), plane.y(-0.25))
  expect(theta).toBeCloseTo(1.5)
  expect(psi).toBeCloseTo(-0.25)
})

it('draws every step of the path where it is', () => {
  const path = orbitOf(USUAL, 10)
  const { context, calls } = recording()
  drawPortrait(context, flowOf(USUAL), path, THEME, SIZE)
  const plane = planeOf(SIZE)
  const places = calls('arc').map(([x, y]) => [x, y])
  for (const [theta, psi] of path) expect(places).toContainEqual([plane.x(theta), plane.y(psi)])
  expect(places).toContainEqual([220, 220])
})

it('points every arrow along the flow', () => {
  const { context, strokes } = recording()
  drawPortrait(context, () => [1, 1], [[0, 0]], THEME, SIZE)
  const [, ...arrows] = strokes.flatMap(({ does, with: place }, i) =>
    does === 'moveTo' && strokes[i + 1]?.does === 'lineTo' && strokes[i + 2]?.does === 'stroke'
      ? [[place, strokes[i + 1]!.with] as [number[], number[]]]
      : [],
  )
  // The first is an axis.
  expect(arrows).toHaveLength(225)
  for (const [[x0, y0], [x1, y1]] of arrows) {
    // To the right and, where pixels count downwards, up.
    expect(x1! - x0!).toBeGreaterThan(1)
    expect(y0! - y1!).toBeCloseTo(x1! - x0!)
  }
})

it('draws the generated point as a triangle and the real one as a dot', () => {
  const { context, strokes } = recording()
  drawScene(context, [1.1, 0.5], THEME, { width: 440, height: 80 })
  const filled = strokes.filter(({ does }) => does === 'fill').map(({ fill }) => fill)
  expect(filled).toEqual([THEME.surface, THEME.real, THEME.surface, THEME.fake])
  expect(strokes.findLast(({ does }) => does === 'moveTo')?.with[0]).toBeCloseTo(330)
})

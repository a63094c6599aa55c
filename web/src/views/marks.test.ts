import { expect, it } from 'vitest'
import { dots, label, polyline, triangles } from './marks'
import { recording, THEME } from './recording.test-help'

it('draws all halos before the marks, so that none covers another', () => {
  for (const draw of [dots, triangles]) {
    const { context, strokes } = recording()
    draw(context, [10, 10, 20, 20], THEME.real, THEME)
    const fills = strokes.filter(({ does }) => does === 'fill').map(({ fill }) => fill)
    expect(fills).toEqual([THEME.surface, THEME.surface, THEME.real, THEME.real])
  }
})

it('breaks a line where a value is not finite', () => {
  const { context, calls } = recording()
  polyline(context, [1, 2, NaN, 3], (i) => 10 * i, (y) => y) // prettier-ignore
  expect(calls('moveTo')).toEqual([
    [0, 1],
    [30, 3],
  ])
  expect(calls('lineTo')).toEqual([[10, 2]])
})

it('writes a label over a rim in the colour of the stage', () => {
  const { context, strokes } = recording()
  label(context, 'z', 3, 4, THEME)
  expect(strokes.map(({ does, with: [text] }) => [does, text])).toEqual([
    ['strokeText', 'z'],
    ['fillText', 'z'],
  ])
})

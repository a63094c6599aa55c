import { expect, it } from 'vitest'
import { recording, THEME } from '../../views/recording.test-help'
import { drawSparkline } from './sparkline'

it('runs over the whole width, from the lowest value to the highest', () => {
  const { context, strokes } = recording()
  drawSparkline(context, [2, 6, 4], THEME.ink, THEME, { width: 100, height: 22 })
  const places = strokes.filter(({ does }) => does === 'moveTo' || does === 'lineTo').map((stroke) => stroke.with)
  expect(places).toEqual([
    [0, 21],
    [50, 1],
    [100, 11],
  ])
})

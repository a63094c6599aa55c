import { describe, expect, it } from 'vitest'
import { recording, THEME } from '../../../views/recording.test-help'
import { drawThumbnail } from './thumbnail'

describe('a stamp', () => {
  it('shows points in the plane', () => {
    const { context, calls } = recording()
    drawThumbnail(
      context,
      [
        [0, 0],
        [1, 1],
      ],
      [0, 1, 0, 1],
      THEME,
      { width: 46, height: 46 },
    )
    const [[x0, y0], [x1, y1]] = calls('fillRect') as [number[], number[]]
    expect(x1! - x0!).toBeCloseTo(40)
    expect(y0! - y1!).toBeCloseTo(40)
  })

  it('shows a histogram on the line', () => {
    const { context, calls } = recording()
    drawThumbnail(context, [[0.5], [0.5], [0.99], [7]], [0, 1], THEME, { width: 46, height: 46 })
    const heights = calls('fillRect').map(([, , , height]) => height as number)
    expect(Math.max(...heights)).toBe(40)
    expect(heights.filter((height) => height > 0)).toEqual([40, 20])
  })
})

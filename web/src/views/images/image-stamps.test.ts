import { describe, expect, it } from 'vitest'
import { drawLayers, drawNoise, drawTiles } from './image-stamps'
import { recording, THEME } from '../recording.test-help'

const SIZE = { width: 120, height: 120 }

describe('the layers of a network', () => {
  const boxes = (side: number, way: 'up' | 'down') => {
    const record = recording()
    drawLayers(record.context, side, way, THEME, SIZE)
    return record.calls('strokeRect') as [x: number, y: number, width: number, height: number][]
  }

  it.each([
    [16, 3],
    [32, 4],
    [64, 5],
  ])('double the side from 4 to %s pixels in %s steps', (side, count) => {
    const up = boxes(side, 'up')
    expect(up).toHaveLength(count)
    for (const [i, [x, y, width, height]] of up.entries()) {
      expect(y).toBeGreaterThan(0)
      expect(y + height).toBeLessThan(SIZE.height)
      const before = up[i - 1]
      if (!before) continue
      expect(height / before[3]).toBeCloseTo(Math.SQRT2)
      expect(width / before[2]).toBeCloseTo(Math.SQRT1_2)
      expect(x).toBeGreaterThan(before[0] + before[2])
    }
    const heights = (list: number[][]) => list.map(([, , , height]) => height)
    expect(heights(boxes(side, 'down'))).toEqual(heights(up).reverse())
  })
})

it('draws the density of the noise that is chosen', () => {
  const heights = (kind: string) => {
    const record = recording()
    drawNoise(record.context, kind, THEME, SIZE)
    return (record.calls('lineTo') as [number, number][]).map(([, y]) => y)
  }
  expect(new Set(heights('uniform')).size).toBe(2)
  const normal = heights('gaussian')
  expect(Math.min(...normal)).toBe(normal[29])
})

it('takes the first tiles of a sheet, row by row', () => {
  const record = recording()
  drawTiles(record.context, {} as CanvasImageSource, { columns: 3, side: 16 }, 2, SIZE)
  expect(record.calls('drawImage').map((given) => given.slice(1))).toEqual([
    [0, 0, 16, 16, 0, 0, 60, 60],
    [16, 0, 16, 16, 60, 0, 60, 60],
    [32, 0, 16, 16, 0, 60, 60, 60],
    [0, 16, 16, 16, 60, 60, 60, 60],
  ])
})

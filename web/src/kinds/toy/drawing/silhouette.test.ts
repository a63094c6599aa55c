import { describe, expect, it } from 'vitest'
import { figureOf, otsu, silhouette, type Pixels } from './silhouette'

/** An image of one character a pixel: # black, . white, space transparent. */
function image(...rows: string[]): Pixels {
  const rgba: Record<string, number[]> = { '#': [0, 0, 0, 255], '.': [255, 255, 255, 255], ' ': [0, 0, 0, 0] }
  const data = rows.flatMap((row) => [...row].flatMap((pixel) => rgba[pixel]!))
  return { width: rows[0]!.length, height: rows.length, data }
}

describe("Otsu's threshold", () => {
  const counts = (...levels: [number, number][]): number[] => {
    const all = new Array<number>(256).fill(0)
    for (const [level, count] of levels) all[level] = count
    return all
  }

  it('parts two levels', () => {
    const threshold = otsu(counts([20, 500], [200, 30]))
    expect(threshold).toBeGreaterThanOrEqual(20)
    expect(threshold).toBeLessThan(200)
  })

  it('parts the dark from shades of light', () => {
    const threshold = otsu(counts([10, 100], [20, 100], [180, 300], [200, 300], [220, 300]))
    expect(threshold).toBeGreaterThanOrEqual(20)
    expect(threshold).toBeLessThan(180)
  })
})

describe('the figure', () => {
  it('is what is dark where all is opaque, and the rest when inverted', () => {
    const picture = image('#..', '##.')
    expect([...figureOf(picture, false)]).toEqual([1, 0, 0, 1, 1, 0])
    expect([...figureOf(picture, true)]).toEqual([0, 1, 1, 0, 0, 1])
  })

  it('is what is opaque where something is transparent, whatever its colour', () => {
    expect([...figureOf(image(' . ', ' # '), false)]).toEqual([0, 1, 0, 0, 1, 0])
  })
})

describe('the silhouette', () => {
  const corner = image('........', '.##.....', '.##.....', '.####...', '.####...', '........')

  it('lies on the figure, upright, as large as fits', () => {
    const points = silhouette(corner)
    expect(points).toHaveLength(1500)
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
    for (const values of [xs, ys]) {
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0.1)
      expect(Math.max(...values)).toBeLessThanOrEqual(0.9)
    }
    // The upper right quarter is empty: y points up.
    expect(points.filter(([x, y]) => x > 0.5 && y > 0.5)).toEqual([])
  })

  it('is even: each third of the figure has its share', () => {
    const points = silhouette(corner)
    const thirds = [
      points.filter(([x, y]) => x < 0.5 && y > 0.5),
      points.filter(([x, y]) => x < 0.5 && y < 0.5),
      points.filter(([x, y]) => x > 0.5 && y < 0.5),
    ]
    for (const { length } of thirds) expect(Math.abs(length - 500)).toBeLessThan(15)
  })

  it('keeps the proportions of a long figure', () => {
    const ys = silhouette(image('........', '.######.', '........'), false, 300).map(([, y]) => y)
    expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(0.8 / 6 + 1e-9)
  })

  it('of nothing is nothing', () => {
    expect(silhouette(image('###'), true)).toEqual([])
  })
})

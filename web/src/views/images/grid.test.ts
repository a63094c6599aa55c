import { describe, expect, it } from 'vitest'
import { drawGrid, layoutOf, opinionsOf, type Grid } from './grid'
import { recording, THEME } from '../recording.test-help'

const IMAGE = {} as CanvasImageSource
const GRID: Grid = {
  image: IMAGE,
  rows: 2,
  columns: 3,
  side: 16,
  opinions: [-1, 0, 1, -1, -1, -1],
  labels: [],
  heads: [],
}
const SQUARE = { width: 400, height: 400 }

describe('where samples stand', () => {
  it.each([1, 1.5, 2])('is on whole pixels of a screen of density %s', (density) => {
    for (const side of [16, 32, 64])
      for (const width of [280, 425, 783]) {
        const { left, top, cell, tile, mat } = layoutOf(
          { ...GRID, rows: 8, columns: 8, side },
          { width, height: width },
          density,
        )
        for (const place of [cell, tile, mat]) expect((place * density) % 1).toBeCloseTo(0)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(top + 8 * cell).toBeLessThanOrEqual(width)
        expect(tile + 2 * mat).toBeLessThanOrEqual(cell)
        expect(tile).toBeGreaterThan(0.6 * cell)
      }
  })

  it('is a whole multiple of the pixels where that leaves little of the stage empty', () => {
    const { tile } = layoutOf({ ...GRID, rows: 8, columns: 8, side: 16 }, { width: 320, height: 320 }, 1)
    expect(tile).toBe(32)
  })
})

describe('the grid', () => {
  const draw = (changes: Partial<Grid> = {}) => {
    const record = recording()
    Object.assign(record.context, { measureText: () => ({ width: 40 }) })
    drawGrid(record.context, { ...GRID, ...changes }, THEME, SQUARE, 1)
    return record
  }

  it('cuts each sample out of the picture, row by row', () => {
    const from = draw()
      .calls('drawImage')
      .map(([image, x, y, width, height]) => [image === IMAGE, x, y, width, height])
    expect(from).toEqual([
      [true, 0, 0, 16, 16],
      [true, 16, 0, 16, 16],
      [true, 32, 0, 16, 16],
      [true, 0, 16, 16, 16],
      [true, 16, 16, 16, 16],
      [true, 32, 16, 16, 16],
    ])
  })

  it('frames each in the colour of what D says of it', () => {
    const colours = draw()
      .strokes.filter(({ does }) => does === 'fillRect')
      .map(({ fill }) => fill)
    const [fake, neutral, real] = ['rgb(213 94 0)', 'rgb(246 244 240)', 'rgb(0 114 178)']
    expect(colours).toEqual([fake, neutral, real, fake, fake, fake])
  })

  it('draws a frame around each sample, and none over another', () => {
    const { calls } = draw()
    const frames = calls('fillRect') as [number, number, number, number][]
    calls('drawImage').forEach((given, i) => {
      const [x, y, width] = given.slice(5) as number[]
      const [left, top, wide] = frames[i]!
      expect([x! - left, y! - top, left + wide - x! - width!]).toEqual(Array(3).fill(x! - left))
      expect(x! - left).toBeGreaterThan(1)
    })
    expect(frames[1]![0]).toBeGreaterThan(frames[0]![0] + frames[0]![2])
  })

  it('names the classes of its rows on their left', () => {
    const { calls } = draw({ labels: ['ring', 'star'] })
    const texts = calls('fillText') as [string, number, number][]
    expect(texts.map(([text]) => text)).toEqual(['ring', 'star'])
    const frames = calls('fillRect') as number[][]
    for (const [, x] of texts) {
      expect(x).toBeLessThan(frames[0]![0]!)
      expect(x - 40).toBeGreaterThanOrEqual(0)
    }
  })
})

describe('names of columns', () => {
  it('stand above their columns, in room of their own', () => {
    const record = recording()
    drawGrid(record.context, { ...GRID, heads: ['input', 'output', 'target'] }, THEME, SQUARE, 1)
    const texts = record.calls('fillText') as [string, number, number][]
    const frames = record.calls('fillRect') as number[][]
    expect(texts.map(([text]) => text)).toEqual(['input', 'output', 'target'])
    texts.forEach(([, x, y], i) => {
      expect(x).toBeCloseTo(frames[i]![0]! + frames[i]![2]! / 2, 0)
      expect(y).toBeLessThan(frames[i]![1]!)
      expect(y).toBeGreaterThan(0)
    })
  })
})

describe('opinions', () => {
  it('are a probability’s distance from ½', () => {
    expect([...opinionsOf([0, 0.5, 0.75, 1], null)]).toEqual([-1, 0, 0.5, 1])
  })

  it('lie between a critic’s means of real and of fake', () => {
    expect([...opinionsOf([-3, 2, 7, 20], { real: 7, fake: -3 })]).toEqual([-1, 0, 1, 1])
  })
})

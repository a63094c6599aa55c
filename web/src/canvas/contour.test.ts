import { describe, expect, it } from 'vitest'
import { levelLines } from './contour'

describe('level lines', () => {
  it('stand where the field crosses the level, and not along its edge', () => {
    // A ramp in x on 8 × 8 cells: the value at column i is i − 3.5, so 0 lies at x = 4.
    const field = Array.from({ length: 64 }, (_, i) => (i % 8) - 3.5)
    const lines = levelLines(field, 8, 8, [0])[0]!
    expect(lines).toHaveLength(1)
    for (const [x] of lines[0]!) expect(x).toBeCloseTo(4)
    const ends = lines[0]!.map(([, y]) => y)
    expect(Math.min(...ends)).toBeLessThanOrEqual(0)
    expect(Math.max(...ends)).toBeGreaterThanOrEqual(8)
  })

  it('close around an island', () => {
    const field = Array.from({ length: 81 }, (_, i) => 2.5 - Math.hypot((i % 9) - 4, Math.floor(i / 9) - 4))
    const [line, ...others] = levelLines(field, 9, 9, [0])[0]!
    expect(others).toEqual([])
    expect(line!.at(-1)).toEqual(line![0])
  })

  it('are none where the field keeps to one side', () => {
    expect(levelLines(new Float32Array(16).fill(1), 4, 4, [0, 2])).toEqual([[], []])
  })
})

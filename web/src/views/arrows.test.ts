import { describe, expect, it } from 'vitest'
import { arrowsOf, drawArrows, outline, usualLength } from './arrows'
import { fit } from './plane/frame'
import { recording, THEME } from './recording.test-help'

const FRAME = fit([0, 1, 0, 1], { width: 400, height: 400 })

describe('arrows', () => {
  const at = Float32Array.of(10, 10, 20, 20, 30, 30)

  it('point where the vector does, y upwards, and are as long in proportion', () => {
    const arrows = arrowsOf(at, [0, 1, 2, 0, 0, -2], FRAME, 20)
    const expected = [10, 10, 0, -10, 20, 20, 20, 0, 30, 30, 0, 20]
    expect(arrows).toHaveLength(expected.length)
    expected.forEach((value, i) => expect(arrows[i]).toBeCloseTo(value, 4))
  })

  it('take their scale from most of them, and cap the few that are far longer', () => {
    const vectors = Float32Array.from({ length: 40 }, (_, i) => (i % 2 ? 0 : i === 0 ? 1e6 : 1))
    expect(usualLength(vectors, 2)).toBe(1)
    const lengths = arrowsOf(new Float32Array(40), vectors, FRAME, 20).filter((_, i) => i % 4 === 2)
    expect(lengths[0]).toBeCloseTo(28)
    expect(new Set(lengths.slice(1))).toEqual(new Set([20]))
  })

  it('are not more than can be told apart, and none where there is no gradient or none that is a number', () => {
    expect(arrowsOf(new Float32Array(1000), new Float32Array(1000).fill(1), FRAME, 20).length / 4).toBe(125)
    expect(arrowsOf(at, new Float32Array(6), FRAME, 20)).toHaveLength(0)
    expect(arrowsOf(at, [NaN, 1, 0, 1, 0, 1], FRAME, 20)).toHaveLength(8)
    expect(usualLength([], 2)).toBe(0)
  })

  it('have a head that is never longer than half of them, and a shaft that keeps its width', () => {
    for (const long of [3, 10, 40]) {
      const [start, neck, wing, tip] = outline([0, 0, long, 0], 1.2)
      expect(tip).toEqual([long, 0])
      expect(tip![0] - neck![0]).toBeLessThanOrEqual(long / 2 + 1e-5)
      expect(wing![1]).toBeGreaterThan(start![1])
      expect(start![1]).toBeCloseTo(0.6)
      const [grownStart, , , grownTip] = outline([0, 0, long, 0], 1.2, 1)
      expect([grownStart![1], grownTip![0]]).toEqual([1.6, long + 2])
    }
  })

  it('are left out where they are too short to show a direction', () => {
    const { context, calls } = recording()
    drawArrows(context, Float32Array.of(0, 0, 0.5, 0, 0, 0, 9, 0), THEME)
    // One halo and one arrow.
    expect(calls('moveTo')).toHaveLength(2)
  })
})

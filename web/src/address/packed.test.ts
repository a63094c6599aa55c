import { describe, expect, it } from 'vitest'
import { pack, unpack } from './packed'

const wave = (count: number): number[][] =>
  Array.from({ length: count }, (_, i) => [Math.sin(i) / 3, 1e4 + 1e4 * Math.cos(3 * i)])

describe('packed points', () => {
  it.each([1, 2, 3, 11, 286])('come back to a 2,000th of their extent: %d of them', (count) => {
    const rows = wave(count)
    const back = unpack(pack(rows))!
    expect(back).toHaveLength(count)
    back.forEach(([x, y], i) => {
      expect(Math.abs(x! - rows[i]![0]!)).toBeLessThan(0.67 / 4000)
      expect(Math.abs(y! - rows[i]![1]!)).toBeLessThan(5.1)
    })
  })

  it('are the same when they are packed again', () => {
    const text = pack(wave(60))
    expect(pack(unpack(text)!)).toBe(text)
  })

  it('on the line, and where all are alike', () => {
    const rows = Array.from({ length: 7 }, (_, i) => [i - 3])
    expect(unpack(pack(rows))!.map(([x]) => Math.round(x!))).toEqual([-3, -2, -1, 0, 1, 2, 3])
    expect(unpack(pack([[2, 5]]))).toEqual([[2, 5]])
  })

  it.each(['0,1,0~AAAA', '0,1,x,1~AAAA', '0,1~A*A', '~AAAA', '0,Infinity~AAAA'])('are none: %s', (text) => {
    expect(unpack(text)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { cellsOf, strength } from './confusion'

describe('the table of verdicts', () => {
  const shares = { real_as_real: 0.8, real_as_fake: 0.2, fake_as_real: 0.1, fake_as_fake: 0.9 }

  it('has the truth in rows that sum to one', () => {
    const cells = cellsOf(shares)!
    expect(cells.map(({ truth, verdict, right }) => [truth, verdict, right])).toEqual([
      ['real', 'real', true],
      ['real', 'fake', false],
      ['fake', 'real', false],
      ['fake', 'fake', true],
    ])
    expect(cells[0]!.share + cells[1]!.share).toBeCloseTo(1)
    expect(cells[2]!.share + cells[3]!.share).toBeCloseTo(1)
    expect(cells[0]!.phrase).toBe('')
  })

  it('is not there where D’s verdicts are not known', () => {
    expect(cellsOf({ ...shares, fake_as_real: null })).toBeNull()
    expect(cellsOf({ js: 0.1 })).toBeNull()
  })

  it('says whom a cell teaches, by the slope of the loss in play', () => {
    const phrase = (d: number, g?: number): string =>
      cellsOf({ ...shares, lesson_d_fake_as_fake: d, ...(g === undefined ? {} : { lesson_g_fake_as_fake: g }) })![3]!
        .phrase
    expect(phrase(0.1, 0.9)).toBe('teaches D a little, G much')
    expect(phrase(0.01, 0.01)).toBe('teaches D and G nothing')
    expect(phrase(0.5)).toBe('teaches D some')
    expect(cellsOf({ ...shares, lesson_d_real_as_real: 0.456 })![0]!.weights).toContain('D 0.46')
    expect([0.02, 1 / 3, 0.66, 1].map(strength)).toEqual(['a little', 'some', 'some', 'much'])
  })
})

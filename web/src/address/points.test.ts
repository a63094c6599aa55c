import { afterEach, describe, expect, it, vi } from 'vitest'
import { CATALOGUE } from '../wire/fixtures.test-help'
import { pointsOf, pointsText, readPoints, readTable, trainOn } from './points'

const { limits } = CATALOGUE

describe('points in an address', () => {
  it('are written as they are where they are few, and read back', () => {
    const rows = [
      [0.31, 0.7],
      [-2, 1e-7],
    ]
    expect(pointsText(rows)).toBe('0.31,0.7;-2,1e-7')
    expect(readPoints(pointsText(rows)!, limits)).toEqual({ rows, notices: [] })
    expect(pointsText([[1], [2.5]])).toBe('1;2.5')
    expect(readPoints('1;2.5', limits)).toEqual({ rows: [[1], [2.5]], notices: [] })
  })

  it('are packed where they are too many to be written out: a brush stroke, and 500 at least', () => {
    for (const count of [286, 500]) {
      const rows = Array.from({ length: count }, (_, i) => [Math.sin(i) / 3, 0.5 + Math.cos(3 * i) / 2])
      const text = pointsText(rows)!
      expect(text.length).toBeLessThanOrEqual(2000)
      expect(decodeURIComponent(encodeURIComponent(text))).toBe(text)
      const { rows: back, notices } = readPoints(text, limits)
      expect([back.length, notices]).toEqual([count, []])
      back.forEach(([x, y], i) => {
        expect(Math.abs(x! - rows[i]![0]!)).toBeLessThan(1 / 2000)
        expect(Math.abs(y! - rows[i]![1]!)).toBeLessThan(1 / 2000)
      })
    }
  })

  it('are not written where they are too many', () => {
    expect(pointsText(Array.from({ length: 600 }, (_, i) => [Math.sin(i), Math.cos(i)]))).toBeNull()
    expect(pointsText(Array.from({ length: 1001 }, () => [1]))).toBeNull()
  })

  it('that are packed wrongly are said', () => {
    expect(readPoints('0,1,0~AAAA', limits)).toEqual({
      rows: [],
      notices: ['The packed points in the address cannot be read.'],
    })
    expect(readPoints('0,2e9~AP__', limits)).toMatchObject({ rows: [[expect.any(Number)], [1e6]] })
  })

  it('never lose a point that stands alone on its axis', () => {
    expect(
      readPoints(pointsText(Array.from({ length: 100 }, (_, i) => [1 / 3, i / 7]))!, limits).rows[0]![0],
    ).toBeCloseTo(1 / 3, 6)
  })

  it('are put right with a word on each', () => {
    const { rows, notices } = readPoints('1,2;x,1;3;;4,,5;2e9,0;,1', limits)
    expect(rows).toEqual([
      [1, 2],
      [1e6, 0],
    ])
    expect(notices).toEqual([
      'Point 2 of the address, “x,1”, is not two numbers and was left out.',
      'Point 3 of the address, “3”, is not two numbers and was left out.',
      'Point 4 of the address, “4,,5”, is not two numbers and was left out.',
      'Point 5 of the address is outside ±1,000,000; it is now 1000000, 0.',
      'Point 6 of the address, “,1”, is not two numbers and was left out.',
    ])
    expect(readPoints('', limits)).toEqual({ rows: [], notices: [] })
    const many = readPoints(Array(1300).fill('1,2').join(';'), limits)
    expect([many.rows.length, many.notices]).toEqual([
      1000,
      ['The address holds 1300 points; the first 1000 are used.'],
    ])
  })
})

describe('points and the server', () => {
  afterEach(() => vi.unstubAllGlobals())
  const server = (status: number, answer: unknown) => {
    const fetch = vi.fn(async (..._: unknown[]) => new Response(JSON.stringify(answer), { status }))
    vi.stubGlobal('fetch', fetch)
    return fetch
  }

  it('a table is read by it', async () => {
    const fetch = server(200, { points: [[1, 2]] })
    expect(await readTable('1;2', limits)).toEqual({ ok: [[1, 2]] })
    expect(fetch.mock.calls[0]).toMatchObject(['/api/points', { method: 'POST', body: '1;2' }])
  })

  it('says what is wrong with a table', async () => {
    server(422, { detail: { message: 'Line 2 is wrong.', line: 2 } })
    expect(await readTable('x', limits)).toEqual({ refused: 'Line 2 is wrong.' })
  })

  it('a table that is too large is not sent', async () => {
    const fetch = server(200, {})
    expect(await readTable('1'.repeat(1_000_001), limits)).toEqual({
      refused: 'The table has 1,000,001 bytes; at most 1,000,000 (1 MB) are allowed.',
    })
    expect(fetch).not.toHaveBeenCalled()
  })

  it('a run is built on them, and tells those it has', async () => {
    const fetch = server(200, { points: [[3]] })
    await trainOn('abc', [[1], [2]])
    expect(fetch.mock.calls[0]).toMatchObject(['/api/runs/abc/points', { method: 'POST', body: '[[1],[2]]' }])
    expect(await pointsOf('abc')).toEqual({ ok: [[3]] })
  })

  it('a server that does not answer is said', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('gone')))
    expect(await trainOn('abc', [[1]])).toEqual({ refused: 'The server did not answer; please try again.' })
    expect(await pointsOf('abc')).toEqual({ refused: 'The server did not answer; please try again.' })
  })
})

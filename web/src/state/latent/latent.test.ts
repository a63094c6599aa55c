import { beforeEach, describe, expect, it } from 'vitest'
import type { Run } from '../../wire/protocol'
import { Latent, OF_TERM, type Sheet } from './latent.svelte'

const SHEET: Sheet = {
  image: {} as CanvasImageSource,
  step: 1,
  epoch: 1,
  count: 1,
  columns: 1,
  size: 16,
  labels: [],
  distances: [],
}
const recipe = { variant: 'cgan', data: 'digits', knobs: {}, data_knobs: {}, seed: 1 }
const RUN = { run: 'r1', recipe } as Run
let latent: Latent

beforeEach(() => {
  latent = new Latent()
  latent.open = true
})

describe('a walk', () => {
  it('asks for the image of its place, and never leaves the plane', () => {
    latent.moveTo(0.5, -1)
    expect(latent.wanted).toEqual([{ type: 'plane', at: [0.5, -1], plane: 0, label: 0, side: 1 }])
    latent.moveTo(7, -7)
    latent.nextPlane()
    expect(latent.wanted).toMatchObject([{ at: [2, -2], plane: 1 }])
  })

  it('gives way to a closer look where a sample is pointed at', () => {
    latent.pick(11)
    expect(latent.tool).toBe('nearest')
    expect(latent.wanted).toEqual([{ type: 'nearest', place: 11, count: 5 }])
    expect([...latent.marks]).toEqual([[11, '']])
  })
})

describe('between two', () => {
  beforeEach(() => {
    latent.tool = 'between'
    latent.pick(3)
  })

  it('waits for the second, then asks for the line and for the sphere', () => {
    expect(latent.wanted).toBeNull()
    latent.pick(9)
    expect(latent.wanted).toEqual(['line', 'sphere'].map((how) => ({ type: 'path', a: 3, b: 9, how, count: 8 })))
    expect([...latent.marks]).toEqual([
      [3, '1'],
      [9, '2'],
    ])
  })

  it('begins anew with a third, and lets go of one that is pointed at again', () => {
    latent.pick(9)
    latent.pick(20)
    expect(latent.ends).toEqual([20])
    latent.pick(20)
    expect(latent.ends).toEqual([])
  })
})

describe('arithmetic', () => {
  beforeEach(() => {
    latent.tool = 'arithmetic'
  })

  it('asks once each term has a sample', () => {
    latent.pick(1)
    latent.term = 'b'
    latent.pick(2)
    expect(latent.wanted).toBeNull()
    latent.term = 'c'
    latent.pick(1)
    expect(latent.wanted).toEqual([{ type: 'arithmetic', a: [1], b: [2], c: [1] }])
    expect(latent.marks.get(1)).toBe('a c')
  })

  it('fills one term after another, three samples each', () => {
    for (let place = 0; place < 3 * OF_TERM + 2; place++) latent.pick(place)
    expect(latent.terms).toEqual({ a: [0, 1, 2], b: [3, 4, 5], c: [6, 7, 8] })
    latent.pick(7)
    expect(latent.terms.c).toEqual([6, 8])
    latent.clearTerms()
    expect(latent.marks.size).toBe(0)
    expect(latent.term).toBe('a')
  })
})

it('shows what G has made for the tool in hand alone', () => {
  latent.answer = { whats: [{ type: 'of_class', label: 1 }], sheets: [SHEET] }
  expect(latent.sheets).toBeNull()
  latent.tool = 'class'
  expect(latent.sheets).toEqual([SHEET])
  latent.label = 1 // that of before stays until this one comes
  expect(latent.sheets).toEqual([SHEET])
})

it('marks nothing on the stage while its tools are out of sight, where a sample is looked at closely', () => {
  latent.tool = 'between'
  latent.pick(3)
  latent.open = false
  expect(latent.marks.size).toBe(0)
  latent.pick(4)
  expect(latent.tool).toBe('nearest')
})

it('forgets places and classes that are no more', () => {
  latent.follow(RUN, 5)
  latent.stage = { image: SHEET.image, rows: 2, columns: 3, side: 16 }
  latent.ends = [1, 7]
  latent.terms = { a: [1], b: [6], c: [] }
  latent.place = 5
  latent.label = 4
  latent.tool = 'class'
  latent.follow(RUN, 3)
  expect([latent.ends, latent.terms.a, latent.place, latent.label, latent.tool]).toEqual([[], [], 5, 0, 'class'])
  latent.follow(RUN, 0)
  expect(latent.tool).toBe('walk')
})

it.each([
  ['run', { ...RUN, run: 'r2' }],
  ['game', { ...RUN, recipe: { ...recipe, variant: 'sgan' } }],
  ['set of images', { ...RUN, recipe: { ...recipe, data: 'shapes' } }],
  ['seed', { ...RUN, recipe: { ...recipe, seed: 2 } }],
])('forgets what was chosen for another %s, and keeps it for new networks of the same', (_, other) => {
  const choose = (): void => {
    latent.ends = [1, 2]
    latent.terms = { a: [1], b: [2], c: [3] }
    latent.place = 4
    latent.answer = { whats: [], sheets: [] }
  }
  const chosen = (): unknown[] => [latent.ends, latent.terms, latent.place, latent.answer]
  latent.follow(RUN, 5)
  choose()
  const before = chosen()
  latent.follow({ ...RUN, epoch: 2, recipe: { ...recipe, knobs: { tanh: false } } }, 5)
  expect(chosen()).toEqual(before)
  latent.follow(other, 5)
  expect(chosen()).toEqual([[], { a: [], b: [], c: [] }, null, null])
})

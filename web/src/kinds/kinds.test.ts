import { expect, it } from 'vitest'
import { HEADER } from '../wire/fixtures.test-help'
import type { FrameHeader, ImageRun, Run } from '../wire/protocol'
import { FIRST_KIND, kindNamed, KINDS } from '.'

const run = (image: Partial<ImageRun>): Run => ({ image: { loading: null, place: null, ...image } }) as Run

it('finds each kind by its name, and the first where there is no run yet', () => {
  expect(KINDS.map(({ name }) => kindNamed(name).name)).toEqual(['toy', 'image'])
  expect(kindNamed(undefined)).toBe(FIRST_KIND)
})

it('offers the usual speed of a kind among its speeds, full speed last', () => {
  for (const { speeds, usualSpeed } of KINDS) {
    expect(speeds).toContain(usualSpeed)
    expect(speeds.at(-1)).toBeNull()
  }
})

it('tells pictures of points, which have dimensions, from those of images', () => {
  const owners = (fields: Partial<FrameHeader>): string[] =>
    KINDS.filter((kind) => kind.owns({ ...HEADER, ...fields })).map(({ name }) => name)
  const image = { sheet: { rows: [''], columns: [''], size: 32 }, phase: null }
  expect(owners({})).toEqual(['toy'])
  expect(owners({ toy: null, image })).toEqual(['image'])
})

it('says what an image run waits for: its images, then the device', () => {
  const waits = (fields: Partial<ImageRun>) => kindNamed('image').waits(run(fields))
  expect(waits({})).toBeNull()
  expect(waits({ loading: { here: 0, total: 0 }, place: 1 })).toEqual({ title: 'Loading the images', over: false })
  expect(waits({ loading: { here: 5e6, total: 11.6e6 } })).toMatchObject({
    text: '5.0 of 11.6 MB',
    progress: { value: 5e6, max: 11.6e6 },
  })
  expect(waits({ place: 1 })?.text).toMatch(/^It is the next in the queue: another run trains first/)
  expect(waits({ place: 3 })?.text).toMatch(/^It has place 3 in the queue: /)
  expect(kindNamed('toy').waits(run({ place: 1 }))).toBeNull()
})

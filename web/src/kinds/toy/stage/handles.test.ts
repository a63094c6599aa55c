import { describe, expect, it } from 'vitest'
import { controlsOf } from '../../../wire/schema'
import { gripsOf, placesOn, turnsOf, type Handle } from './handles'

const SIZE = { width: 500, height: 500 }
const number = (minimum: number, maximum: number) => ({
  type: 'number',
  minimum,
  maximum,
  default: 0,
  group: 'Data',
})
const controls = controlsOf({
  properties: { mx: number(-10, 10), my: number(-10, 10), s: number(0.05, 1), t: number(0.05, 1) },
})
const HANDLE: Handle[] = [{ x: 'mx', y: 'my', sx: 's', sy: 't' }]
const VALUES = { mx: 1, my: -2, s: 0.5, t: 0.2 }
const BOX = [-5, 5, -5, 5]

describe('in the plane', () => {
  const places = placesOn(BOX, SIZE)
  const [centre, right, top] = gripsOf(HANDLE, VALUES, places)

  it('a centre stands where its Gaussian is, and its spreads beside it', () => {
    expect([centre!.px, centre!.py]).toEqual([300, 350])
    expect([right!.px, right!.py]).toEqual([300 + 26 + 50, 350])
    expect([top!.px, top!.py]).toEqual([300, 350 - 26 - 20])
  })

  it('what is not moved turns nothing', () => {
    for (const grip of [centre!, right!, top!]) {
      const turns = turnsOf(grip, [grip.px, grip.py], controls, BOX, places)
      for (const [name, value] of Object.entries(turns)) expect(value).toBeCloseTo(VALUES[name as 'mx'], 9)
    }
  })

  it('a movement turns the knobs of its grip', () => {
    expect(turnsOf(centre!, [350, 250], controls, BOX, places)).toEqual({ mx: 2, my: 0 })
    expect(turnsOf(right!, [300 + 26 + 80, 0], controls, BOX, places)).toEqual({ s: 0.8 })
    expect(turnsOf(top!, [0, 350 - 26 - 60], controls, BOX, places)).toEqual({ t: 0.6 })
  })

  it('stays on the stage and in the knob’s range', () => {
    expect(turnsOf(centre!, [9999, -9999], controls, BOX, places)).toEqual({ mx: 5, my: 5 })
    expect(turnsOf(right!, [0, 0], controls, BOX, places)).toEqual({ s: 0.05 })
    expect(turnsOf(right!, [9999, 0], controls, BOX, places)).toEqual({ s: 1 })
  })
})

it('on the line grips stand on the axis of x', () => {
  const places = placesOn([-5, 5], SIZE)
  const [centre, spread] = gripsOf([{ x: 'mx', sx: 's' }], VALUES, places)
  expect(centre!.py).toBe(spread!.py)
  expect(turnsOf(centre!, [places.place(3, 0)[0], 0], controls, [-5, 5], places)).toEqual({ mx: 3 })
  expect(turnsOf(spread!, [spread!.px, 0], controls, [-5, 5], places)).toEqual({ s: 0.5 })
})

it('a coordinate without a knob is 0', () => {
  const [ring] = gripsOf([{ x: 'mx' }], VALUES, placesOn(BOX, SIZE))
  expect([ring!.px, ring!.py]).toEqual([300, 250])
})

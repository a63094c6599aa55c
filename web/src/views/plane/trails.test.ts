import { describe, expect, it } from 'vitest'
import { recording, THEME } from '../recording.test-help'
import { fit } from './frame'
import { drawTrails, Trails } from './trails'

const FRAME = fit([0, 1, 0, 1], { width: 400, height: 400 })

describe('trails', () => {
  const positions = (x: number) => Float32Array.of(x, x)

  it('keep the last pictures, none too close to another, and begin anew after a reset', () => {
    const trails = new Trails()
    for (let i = 0; i < 30; i++) trails.add(positions(i), 'run 1', i, 50 * i)
    expect(trails.past.map(([x]) => x)).toEqual(Array.from({ length: 20 }, (_, i) => i + 10))
    trails.add(positions(30), 'run 1', 30, 50 * 29 + 20)
    expect(trails.past.at(-1)![0]).toBe(29)
    trails.add(positions(0), 'run 2', 0, 50 * 29 + 21)
    expect(trails.past.map(([x]) => x)).toEqual([0])
    trails.add(positions(1), 'run 2', 100, 2000)
    trails.add(positions(2), 'run 2', 200, 3000)
    // Of step 0 nothing is left: too much has happened since.
    expect(trails.past.map(([x]) => x)).toEqual([1, 2])
  })

  it('lead from the oldest place to the newest, each stretch once, the fainter the older', () => {
    const { context, strokes } = recording()
    const alphas: number[] = []
    const spied = new Proxy(context, {
      set: (target, name, value) => {
        if (name === 'globalAlpha') alphas.push(value as number)
        return Reflect.set(target, name, value)
      },
    })
    const past = Array.from({ length: 20 }, (_, i) => positions(i / 20))
    drawTrails(spied, past, positions(1), FRAME, THEME)
    const xs = (does: string) => strokes.filter((s) => s.does === does).map(({ with: [x] }) => Math.round(x as number))
    expect(xs('moveTo')).toEqual([0, 80, 160, 240, 320])
    expect(xs('lineTo')).toEqual(Array.from({ length: 20 }, (_, i) => 20 * (i + 1)))
    expect(alphas.slice(0, 5)).toEqual([...alphas.slice(0, 5)].sort((a, b) => a - b))
  })

  it('are nothing after one picture', () => {
    const { context, calls } = recording()
    const only = positions(0.5)
    drawTrails(context, [only], only, FRAME, THEME)
    expect(calls('stroke')).toEqual([])
  })
})

import { expect, it } from 'vitest'
import { recording, THEME } from '../recording.test-help'
import type { Scene } from '../view'
import { fake } from './fake'
import { fit } from './frame'
import { noisePlace } from './manifold'

const FRAME = fit([0, 1, 0, 1], { width: 400, height: 400 })
const tensor = (values: number[]) => ({ shape: [values.length / 2, 2], data: Float32Array.from(values) })

/** Middle of the first triangle: its top is one radius above it. */
function first(scene: Partial<Scene>): [number, number] {
  const { context, calls } = recording()
  fake.draw!(context, { critic: false, box: [], shown: new Set(['fake']), arrays: {}, ...scene }, FRAME, THEME)
  const [x, y] = calls('moveTo').at(-1) as [number, number]
  return [x, y + 1.3 * THEME.dot]
}

it('stands where G puts the noise', () => {
  expect(first({ arrays: { fake: tensor([0.25, 0.5]) } })).toEqual([100, 200])
})

it('stands at its noise at the beginning of the way from there', () => {
  const arrays = { fake: tensor([0.25, 0.5]), noise: tensor([0, 1]) }
  const [x, y] = noisePlace(FRAME, 0, 1)
  expect(first({ arrays, carried: 0 })).toEqual([expect.closeTo(x, 3), expect.closeTo(y, 3)])
})

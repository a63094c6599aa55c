import { expect, it } from 'vitest'
import { bars, drawPredictions } from './predictions'
import { recording, THEME } from './recording.test-help'

const size = { width: 240, height: 42 }
const scores = (values: number[]) => ({ shape: [values.length], data: Float32Array.from(values) })

it('stands the tallest bar nearly as high as there is room', () => {
  const { context, calls } = recording()
  bars(context, [1, 0.5], { width: 20, height: 10 })
  expect(calls('fillRect')).toEqual([
    [0, 1, 8.5, 9],
    [10, 5.5, 8.5, 4.5],
  ])
})

it('puts real scores above in one colour and fakes below in another, with a line at ½ for a probability', () => {
  const draw = (critic: boolean) => {
    const record = recording()
    drawPredictions(record.context, {
      arrays: { d_real: scores([0.99]), d_fake: scores([0.01]) },
      critic,
      theme: THEME,
      size,
    })
    return record.strokes.filter(({ does }) => does === 'fillRect')
  }
  const [real, fake, lines] = [THEME.real, THEME.fake, THEME.muted].map((colour) =>
    draw(false).filter(({ fill, with: [, , , height] }) => fill === colour && (height as number) > 0),
  )
  expect(real!.map(({ with: [x] }) => x)).toEqual([230])
  expect(fake!.map(({ with: [x] }) => x)).toEqual([0])
  expect(lines![0]!.with).toEqual([120, 0, 1, 42])
  expect(draw(true).filter(({ fill }) => fill === THEME.muted)).toHaveLength(1)
})

it('draws nothing before there are scores', () => {
  const { context, strokes } = recording()
  drawPredictions(context, { arrays: {}, critic: false, theme: THEME, size })
  expect(strokes).toEqual([])
})

it('draws the next picture as strongly as the first', () => {
  const { context } = recording()
  const arrays = { d_real: scores([0.9]), d_fake: scores([0.1]) }
  drawPredictions(context, { arrays, critic: false, theme: THEME, size })
  expect(context.globalAlpha).toBe(1)
})

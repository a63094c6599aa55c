/** Samples of the generator, as triangles; on the way from the noise they stand between it and where G puts them. */

import type { Theme } from '../../canvas/theme'
import { triangles } from '../marks'
import { placesOf, type Frame } from './frame'
import type { PlaneLayer } from './layer'
import { carriedPlaces } from './manifold'

export const fake: PlaneLayer = {
  id: 'fake',
  label: 'Fake',
  title: 'Samples of the generator',
  mark: 'triangle',
  needs: ['fake'],
  usual: true,
  depth: 5,
  draw(context, { arrays: { fake, noise }, carried = 1 }, frame, theme) {
    if (!fake) return
    const carries = carried < 1 && noise
    const places = carries ? carriedPlaces(noise.data, fake.data, frame, carried) : placesOf(fake.data, frame)
    drawMarks(context, places, frame, theme)
  },
}

/** Draws fakes outside the picture faintly at its edge, so that a generator that has run away stays visible. */
function drawMarks(context: CanvasRenderingContext2D, places: Float32Array, frame: Frame, theme: Theme): void {
  const [inside, outside]: [number[], number[]] = [[], []]
  const within = (at: number, from: number, length: number): number =>
    Math.min(from + length - theme.dot, Math.max(from + theme.dot, at))
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [places[i]!, places[i + 1]!]
    const [edgeX, edgeY] = [within(x, frame.left, frame.width), within(y, frame.top, frame.height)]
    if (Math.hypot(x - edgeX, y - edgeY) > theme.dot) outside.push(edgeX, edgeY)
    else inside.push(x, y)
  }
  context.globalAlpha = 0.35
  triangles(context, outside, theme.fake, theme)
  context.globalAlpha = 1
  triangles(context, inside, theme.fake, theme)
}

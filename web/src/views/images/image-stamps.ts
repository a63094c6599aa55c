/** Stamps of an image GAN's own parts: the noise, the maps of both networks, real and fake images. */

import type { Theme } from '../../canvas/theme'
import type { Size } from '../../canvas/canvas'

type Context = CanvasRenderingContext2D

/** One box for each layer of a network: its height shows the size of the maps, its width the number of channels. */
export function drawLayers(context: Context, side: number, way: 'up' | 'down', theme: Theme, size: Size): void {
  const count = Math.log2(side / 4) + 1
  const layers = Array.from({ length: count }, (_, i) => ({ side: 4 * 2 ** i, channels: 2 ** (count - 1 - i) }))
  if (way === 'down') layers.reverse()
  const room = size.width * 0.86
  const gap = room * 0.05
  // The square root, so that the narrowest can still be seen.
  const wide = layers.map(({ channels }) => Math.sqrt(channels))
  const unit = (room - gap * (count - 1)) / wide.reduce((sum, width) => sum + width)
  let x = (size.width - room) / 2
  context.strokeStyle = theme.ink
  context.fillStyle = theme.neutral
  context.lineWidth = theme.line
  layers.forEach((layer, i) => {
    const tall = size.height * 0.66 * Math.sqrt(layer.side / side)
    // A little below the middle: the switch that freezes the network is in the corner above.
    const box = [x, size.height * 0.58 - tall / 2, wide[i]! * unit, tall] as const
    context.fillRect(...box)
    context.strokeRect(...box)
    x += wide[i]! * unit + gap
  })
}

/** The density of a coordinate of the noise. */
export function drawNoise(context: Context, kind: unknown, theme: Theme, size: Size): void {
  const [left, base, tall] = [size.width * 0.1, size.height * 0.72, size.height * 0.45]
  const width = size.width - 2 * left
  const density = (u: number): number =>
    kind === 'uniform' ? Number(u > 0.15 && u < 0.85) * 0.75 : Math.exp(-0.5 * (6 * u - 3) ** 2)
  context.strokeStyle = theme.muted
  context.lineWidth = theme.line * 1.5
  context.beginPath()
  for (let i = 0; i <= 60; i++) {
    const u = i / 60
    context[i ? 'lineTo' : 'moveTo'](left + u * width, base - density(u) * tall)
  }
  context.stroke()
  context.fillStyle = theme.muted
  context.fillRect(left, base, width, 1)
}

/** The first tiles of a sheet in a square of `across` × `across`; each tile has `side` pixels. */
export function drawTiles(
  context: Context,
  sheet: CanvasImageSource,
  { columns, side }: { columns: number; side: number },
  across: number,
  size: Size,
): void {
  const tile = Math.min(size.width, size.height) / across
  context.imageSmoothingEnabled = tile < side
  for (let i = 0; i < across ** 2; i++) {
    const from = [(i % columns) * side, Math.floor(i / columns) * side] as const
    const to = [(i % across) * tile, Math.floor(i / across) * tile] as const
    context.drawImage(sheet, ...from, side, side, ...to, tile, tile)
  }
}

/** Reads the samples out of a picture: the image, and the shape of its sheet. */

import type { Picture } from '../../../state/run/arrivals.svelte'

export const decodeSamples = ({ bytes }: Picture): Promise<ImageBitmap> =>
  createImageBitmap(new Blob([bytes['samples']!.data], { type: 'image/webp' }))

interface Shape {
  rows: number
  columns: number
  /** Pixels a side of each. */
  side: number
  /** Names of the rows and of the columns; none where they mean nothing. */
  labels: string[]
  heads: string[]
}

export function shapeOf({ header }: Pick<Picture, 'header'>): Shape {
  const { rows, columns, size } = header.image!.sheet
  const named = (names: string[]): string[] => (names.some(Boolean) ? names : [])
  return { rows: rows.length, columns: columns.length, side: size, labels: named(rows), heads: named(columns) }
}

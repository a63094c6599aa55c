/** The samples of a picture: decoded, and how they lie. */

import type { Picture } from '../../../state/run/arrivals.svelte'

export const decoded = ({ bytes }: Picture): Promise<ImageBitmap> =>
  createImageBitmap(new Blob([bytes['samples']!.data], { type: 'image/webp' }))

/** Rows, columns and pixels a side of each. */
export function shapeOf({ header }: Picture): { rows: number; columns: number; side: number } {
  const { rows, columns, size } = header.image!.sheet
  return { rows: rows.length, columns: columns.length, side: size }
}

/** An image of the user's, decoded in the browser and made small. Nothing of it leaves the page. */

import type { Pixels } from './silhouette'

const SIDE = 320

/** Raises where the file is no image that this browser can read. */
export async function pixelsOf(file: Blob): Promise<Pixels> {
  const image = file.type === 'image/svg+xml' ? await rasterise(file) : await createImageBitmap(file)
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height))
  const [width, height] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ]
  const context = new OffscreenCanvas(width, height).getContext('2d')!
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}

/** Reads an SVG with an image element, which runs no scripts and loads nothing. */
async function rasterise(file: Blob): Promise<HTMLImageElement> {
  const image = new Image(SIDE, SIDE)
  const url = URL.createObjectURL(file)
  try {
    image.src = url
    await image.decode()
    if (image.naturalWidth && image.naturalHeight)
      [image.width, image.height] = [SIDE, (SIDE * image.naturalHeight) / image.naturalWidth]
    return image
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Fits a canvas to its size on the page and to the density of the screen. */

export interface Size {
  width: number
  height: number
}

/** Returns a context scaled so that one unit is one CSS pixel. */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D {
  const density = window.devicePixelRatio
  const [pixelWidth, pixelHeight] = [Math.round(width * density), Math.round(height * density)]
  // Setting a size clears the canvas even where it is the same.
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight
  const context = canvas.getContext('2d')!
  context.setTransform(density, 0, 0, density, 0, 0)
  return context
}

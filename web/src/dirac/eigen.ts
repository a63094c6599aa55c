/** The Jacobian of a map of the plane, by differences, and the eigenvalues of a 2 × 2 matrix. */

import type { Point } from './choice'

export type Matrix = readonly [readonly [number, number], readonly [number, number]]
export interface Complex {
  re: number
  im: number
}

const WIDTH = 1e-3
/** Numerical noise below this counts as zero: it would split a double eigenvalue. */
const ROUNDING = 1e-9

/** Central differences of fourth order: row i holds the derivatives of component i. */
export function jacobian(map: (point: Point) => Point, [x, y]: Point): Matrix {
  const slope = (at: (offset: number) => Point): Point => {
    const [far, near, left, right] = [at(2 * WIDTH), at(WIDTH), at(-WIDTH), at(-2 * WIDTH)]
    const of = (i: 0 | 1): number => (8 * (near[i] - left[i]) - (far[i] - right[i])) / (12 * WIDTH)
    return [of(0), of(1)]
  }
  const byX = slope((offset) => map([x + offset, y]))
  const byY = slope((offset) => map([x, y + offset]))
  return [
    [byX[0], byY[0]],
    [byX[1], byY[1]],
  ]
}

/** Both eigenvalues; the one with the larger imaginary part first, then the one with the larger real part. */
export function eigenvalues([[a, b], [c, d]]: Matrix): [Complex, Complex] {
  const middle = (a + d) / 2
  const discriminant = ((a - d) / 2) ** 2 + b * c
  const scale = Math.max(1e-300, a * a, d * d, Math.abs(b * c))
  const root = Math.abs(discriminant) < ROUNDING * scale ? 0 : Math.sqrt(Math.abs(discriminant))
  if (discriminant < 0)
    return [
      { re: middle, im: root },
      { re: middle, im: -root },
    ]
  return [
    { re: middle + root, im: 0 },
    { re: middle - root, im: 0 },
  ]
}

export const modulus = ({ re, im }: Complex): number => Math.hypot(re, im)

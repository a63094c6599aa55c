/** D's mean scores of the real and the fake samples of a picture, as in its histograms. */

export interface Scored {
  header: { layers: string[] }
  arrays: Record<string, { data: ArrayLike<number> }>
}

/** Undefined before the first step and for a picture without scores; arrays from an earlier picture do not count. */
export function scoreMeans({ header, arrays }: Scored): { dReal: number | undefined; dFake: number | undefined } {
  const asked = header.layers.includes('scores')
  const of = (name: string): number | undefined =>
    asked && arrays[name]?.data.length ? mean(arrays[name].data) : undefined
  return { dReal: of('d_real'), dFake: of('d_fake') }
}

/** The mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** What D says on average of the samples in a picture, where that is told: as its histograms have it. */

export interface Told {
  header: { layers: string[] }
  arrays: Record<string, { data: ArrayLike<number> }>
}

/** Undefined where the picture came without, or before the first step; arrays that are kept from an earlier one do not count. */
export function scoreMeans({ header, arrays }: Told): { dReal: number | undefined; dFake: number | undefined } {
  const asked = header.layers.includes('scores')
  const of = (name: string): number | undefined =>
    asked && arrays[name]?.data.length ? mean(arrays[name].data) : undefined
  return { dReal: of('d_real'), dFake: of('d_fake') }
}

/** NaN of none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

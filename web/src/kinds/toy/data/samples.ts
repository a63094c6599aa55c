/** A few hundred real samples of each distribution with its defaults, drawn by the server's own samplers. */

import type { PointsSample } from '../../../wire/protocol'

const COUNT = 400
const cache = new Map<string, Promise<PointsSample>>()

export function sampleOf(data: string): Promise<PointsSample> {
  let sample = cache.get(data)
  if (!sample) {
    sample = fetch(`/api/data/${encodeURIComponent(data)}/sample?n=${COUNT}`).then((response) => {
      if (!response.ok) throw new Error(`no samples of ${data}: ${response.status}`)
      return response.json()
    })
    sample.catch(() => cache.delete(data))
    cache.set(data, sample)
  }
  return sample
}

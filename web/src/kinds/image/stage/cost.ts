/** One line about the cost of an image run on the machine that trains it. */

import type { Cost } from '../../../wire/protocol'
import { count, short } from '../../../words/format'

const MINUTE = 60
const HOUR = 3600

export function costWords({ device, steps_per_s, seconds, until }: Cost, trains = true): string {
  if (!trains) return device
  const speed = `${short(steps_per_s, 2)} steps a second`
  const ahead = seconds !== null && until !== null
  return [device, speed, ...(ahead ? [`about ${duration(seconds)} to ${until}`] : [])].join(' · ')
}

/** Rounded, because the estimate is rough. */
function duration(seconds: number): string {
  if (seconds < 2 * MINUTE) return `${count(Math.max(10, 10 * Math.round(seconds / 10)))} s`
  if (seconds < 2 * HOUR) return `${count(Math.round(seconds / MINUTE))} minutes`
  return `${count(Math.round(seconds / HOUR))} hours`
}

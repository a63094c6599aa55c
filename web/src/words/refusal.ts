/** The message for a refused command: with the label of the control and the range that it allows. */

import type { Error } from '../wire/protocol'
import { controlsOf } from '../wire/schema'
import type { Schema } from '../wire/catalogue'

export function refusalText({ message, control, allowed }: Error, schemas: Schema[]): string {
  const knob = schemas.flatMap(controlsOf).find(({ name }) => name === control)
  const named = knob ? message.replace(new RegExp(`\\b${knob.name}\\b`), `${knob.group}: ${knob.label}`) : message
  return allowed && !message.includes(allowed) ? `${named} Allowed: ${allowed}.` : named
}

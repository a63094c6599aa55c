/** A refused command in the page's words: the control by its label, and the range it allows. */

import type { Error } from '../wire/protocol'
import { controlsOf } from '../wire/schema'
import type { Schema } from '../wire/catalogue'

export function refusalText({ message, control, allowed }: Error, schemas: Schema[]): string {
  const knob = schemas.flatMap(controlsOf).find(({ name }) => name === control)
  const named = knob ? message.replace(new RegExp(`\\b${knob.name}\\b`), `${knob.group}: ${knob.label}`) : message
  return allowed && !message.includes(allowed) ? `${named} Allowed: ${allowed}.` : named
}

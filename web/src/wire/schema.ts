/** From a knob's JSON schema to the control that turns it. No knob is known by name. */

import { short, word } from '../words/format'
import type { Property, Schema } from './catalogue'

interface Common {
  name: string
  label: string
  symbol: string
  help: string
  group: string
  /** A change needs new networks: the run starts again with its seed. */
  rebuild: boolean
  /** Kept back until asked for. */
  detail: boolean
  /** Other knobs, and the values of each with which this one means something. */
  when: Record<string, unknown[]>
  /** Of a switch that should be on: what is the case where it is not. */
  off: string
  default: unknown
}

export interface NumberControl extends Common {
  kind: 'number'
  integer: boolean
  low: number
  high: number
  step: number | null
  log: boolean
}

export interface ChoiceControl extends Common {
  kind: 'choice'
  options: (string | number)[]
}

export interface SwitchControl extends Common {
  kind: 'switch'
}

/** The name of an upload: no control of the page's columns but a tool of its own holds it. */
export interface TextControl extends Common {
  kind: 'text'
  pattern: string
}

/** Own points, which a tool of their own holds too. */
export interface ListControl extends Common {
  kind: 'list'
}

export type Control = NumberControl | ChoiceControl | SwitchControl | TextControl | ListControl

export function controlsOf(schema: Partial<Schema>): Control[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => controlOf(name, property))
}

function controlOf(name: string, property: Property): Control {
  const common: Common = {
    name,
    label: property.label || sentence(name),
    symbol: property.symbol ?? '',
    help: property.description ?? '',
    group: property.group ?? 'Training',
    rebuild: property.rebuild ?? false,
    detail: property.detail ?? false,
    when: property.when ?? {},
    off: property.off ?? '',
    default: property.default,
  }
  if (property.enum) return { ...common, kind: 'choice', options: property.enum }
  if (property.type === 'boolean') return { ...common, kind: 'switch' }
  if (property.type === 'array') return { ...common, kind: 'list' }
  if (property.type === 'string') return { ...common, kind: 'text', pattern: property.pattern ?? '' }
  return {
    ...common,
    kind: 'number',
    integer: property.type === 'integer',
    low: property.minimum ?? -Infinity,
    high: property.maximum ?? Infinity,
    step: property.step ?? null,
    log: property.log ?? false,
  }
}

/** Whether a knob means something while the others stand as they are. */
export const applies = ({ when }: Control, shown: (name: string) => unknown): boolean =>
  Object.entries(when).every(([name, values]) => values.includes(shown(name)))

function sentence(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The nearest value the control allows, or undefined where none is near (a word for a number). */
export function nearest(control: Control, value: unknown): unknown {
  switch (control.kind) {
    case 'number': {
      if (typeof value !== 'number' || Number.isNaN(value)) return undefined
      const inside = Math.min(control.high, Math.max(control.low, value))
      return control.integer ? Math.round(inside) : inside
    }
    case 'choice':
      return control.options.find((option) => String(option) === String(value))
    case 'switch':
      return typeof value === 'boolean' ? value : undefined
    case 'text':
      return typeof value === 'string' && new RegExp(control.pattern).test(value) ? value : undefined
    case 'list':
      return Array.isArray(value) ? value : undefined
  }
}

/** The allowed values in words: "0 … 100", "relu, tanh". */
export function allowed(control: Control): string {
  switch (control.kind) {
    case 'number':
      return `${short(control.low)} … ${short(control.high)}`
    case 'choice':
      return control.options.map((option) => word(String(option))).join(', ')
    case 'switch':
      return 'true, false'
    case 'text':
      return 'the name of an upload'
    case 'list':
      return 'a list'
  }
}

export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

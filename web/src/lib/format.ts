/** Numbers as the page prints them. */

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

export function count(value: number): string {
  return COUNT.format(value)
}

/** A few significant digits, in the notation people type: 0.0002, 5e-5, 1,200. */
export function short(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e7))
    return minus(value.toExponential(digits - 1).replace(/\.?0+e\+?/, 'e'))
  if (size >= 1000) return minus(count(value))
  return minus(String(Number(value.toPrecision(digits))))
}

/** Fixed decimals, so that a number that changes many times a second does not dance; nothing has no sign. */
export function fixed(value: number, decimals = 2): string {
  return Number.isFinite(value) ? minus(value.toFixed(decimals)).replace(/^−(?=[0.]+$)/, '') : short(value)
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

export function value(value: unknown): string {
  if (typeof value === 'number') return short(value)
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (Array.isArray(value)) return `${value.length} values`
  return String(value)
}

/** The beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function minus(text: string): string {
  return text.replace('-', '−').replace('e−', 'e-')
}

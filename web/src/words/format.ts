/** Numbers as the page prints them. */

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const RAISED: Record<string, string> = Object.fromEntries(
  [...'-0123456789'].map((sign, i) => [sign, [...'⁻⁰¹²³⁴⁵⁶⁷⁸⁹'][i]!]),
)
/** With non-breaking spaces. */
const TIMES = '\u00a0×\u00a0'
const ONE_TIMES = new RegExp(`^(-?)1${TIMES}`)

export function count(value: number): string {
  return COUNT.format(value)
}

/** A few significant digits: 0.0002, 5 × 10⁻⁵, 1,200, 7.54 × 10⁷. */
export function short(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e5)) return power(value, digits)
  if (size >= 1000) return minus(count(value))
  return minus(String(Number(value.toPrecision(digits))))
}

/** Fixed decimals, so that a number that changes many times a second keeps its width. Zero has no sign. */
export function fixed(value: number, decimals = 2): string {
  if (!(Math.abs(value) < 1000)) return short(value)
  return minus(value.toFixed(decimals)).replace(/^−(?=[0.]+$)/, '')
}

/** How many decimals give values of this size two significant digits; null if only a power of ten does. */
export function decimalsOf(size: number): number | null {
  if (!(size > 0) || size >= 0.1) return 2
  return size < 1e-4 ? null : 1 - Math.floor(Math.log10(size))
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

export function value(value: unknown): string {
  // Whole numbers such as seeds keep all their digits.
  if (typeof value === 'number') return Number.isSafeInteger(value) ? minus(count(value)) : short(value)
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (Array.isArray(value)) return `${value.length} values`
  return word(String(value))
}

/** The beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** As a multiple of a power of ten; the powers themselves stand alone. */
function power(value: number, digits: number): string {
  const [factor, exponent] = value.toExponential(digits - 1).split('e') as [string, string]
  const raised = [...exponent.replace('+', '')].map((digit) => RAISED[digit]).join('')
  return minus(`${Number(factor)}${TIMES}10${raised}`.replace(ONE_TIMES, '$1'))
}

/** A real minus where a number has a hyphen. */
export function minus(text: string): string {
  return text.replace(/(?<!\w)-(?=[\d.])/g, '−')
}

/** A name in code as the page writes it: `non_saturating` becomes "non-saturating". */
export function word(code: string): string {
  return code.replace(/^non_/, 'non-').replaceAll('_', ' ')
}

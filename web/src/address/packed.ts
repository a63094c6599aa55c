/**
 * Points as an address packs them where they are too many to be written out: `0.1,0.9,0,1~BASE64URL`. Before the ~ the
 * low and the high end of each axis; after it each coordinate in BITS bits between them, the highest first, point by
 * point. 2,048 places along an axis are more than the pixels of a stage, so a drawing loses nothing that is seen.
 */

const BITS = 11
const LAST = 2 ** BITS - 1
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const SIX = 6
export const TILDE = '~'

/** Rows of one or two finite numbers, at least one. */
export function pack(rows: number[][]): string {
  const ends = (rows[0] ?? []).map((_, axis) => {
    const values = rows.map((row) => row[axis]!)
    return [Math.min(...values), Math.max(...values)] as const
  })
  let [text, held, bits] = ['', 0, 0]
  const put = (value: number, width: number): void => {
    held = (held << width) | value
    for (bits += width; bits >= SIX; bits -= SIX) text += SIGNS[(held >> (bits - SIX)) & 63]
    held &= (1 << bits) - 1
  }
  for (const row of rows)
    row.forEach((value, axis) => {
      const [low, high] = ends[axis]!
      put(high > low ? Math.round(((value - low) / (high - low)) * LAST) : 0, BITS)
    })
  if (bits) put(0, SIX - bits)
  return ends.flat().join(',') + TILDE + text
}

/** The rows of a packed text; null if it is not valid. */
export function unpack(packed: string): number[][] | null {
  const [head = '', text = ''] = packed.split(TILDE)
  const ends = head.split(',').map((end) => (end.trim() === '' ? NaN : Number(end)))
  const dims = ends.length / 2
  if ((dims !== 1 && dims !== 2) || !ends.every(Number.isFinite)) return null
  const values: number[] = []
  let [held, bits] = [0, 0]
  for (const sign of text) {
    const six = SIGNS.indexOf(sign)
    if (six < 0) return null
    held = (held << SIX) | six
    bits += SIX
    if (bits < BITS) continue
    bits -= BITS
    const [low, high] = ends.slice(2 * (values.length % dims)) as [number, number]
    values.push(low + ((high - low) * (held >> bits)) / LAST)
    held &= (1 << bits) - 1
  }
  const count = Math.floor(values.length / dims)
  return Array.from({ length: count }, (_, i) => values.slice(i * dims, (i + 1) * dims))
}

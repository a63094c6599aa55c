/** Reads one safetensors message in place: u64 little-endian header length, JSON header, array data. */

export interface Tensor {
  shape: number[]
  /** Row-major; float16 arrays are widened to float32. */
  data: Float32Array
}

/** Bytes as they are: an image in a format of its own. */
export interface Bytes {
  shape: number[]
  data: Uint8Array<ArrayBuffer>
}

export interface Packet {
  metadata: Record<string, string>
  tensors: Record<string, Tensor>
  /** Arrays of bytes, by name. */
  bytes: Record<string, Bytes>
}

interface Entry {
  dtype: string
  shape: number[]
  data_offsets: [number, number]
}

export function readSafetensors(buffer: ArrayBuffer): Packet {
  const headerLength = Number(new DataView(buffer).getBigUint64(0, true))
  const text = new TextDecoder().decode(new Uint8Array(buffer, 8, headerLength))
  const { __metadata__: metadata = {}, ...entries } = JSON.parse(text)
  const tensors: Record<string, Tensor> = {}
  const bytes: Record<string, Bytes> = {}
  for (const [name, { dtype, shape, data_offsets }] of Object.entries<Entry>(entries)) {
    const [from, to] = data_offsets.map((offset) => 8 + headerLength + offset) as [number, number]
    if (dtype === 'U8') bytes[name] = { shape, data: new Uint8Array(buffer, from, to - from) }
    else tensors[name] = { shape, data: floats(buffer, dtype, from, to) }
  }
  return { metadata, tensors, bytes }
}

function floats(buffer: ArrayBuffer, dtype: string, from: number, to: number): Float32Array {
  if (dtype !== 'F32' && dtype !== 'F16') throw new Error(`array of ${dtype}: only F32, F16 and U8 are read`)
  const itemSize = dtype === 'F32' ? 4 : 2
  // A typed array must start at a multiple of its item size; a copy always does.
  const aligned = from % itemSize === 0
  const source = aligned ? buffer : buffer.slice(from, to)
  const start = aligned ? from : 0
  const length = (to - from) / itemSize
  return dtype === 'F32' ? new Float32Array(source, start, length) : widened(new Uint16Array(source, start, length))
}

/** The value of each of the 65,536 halves, worked out once: a picture has ten thousand to look up. */
let values: Float32Array | undefined

function widened(halves: Uint16Array): Float32Array {
  values ??= Float32Array.from({ length: 1 << 16 }, (_, bits) => halfToFloat(bits))
  const floats = new Float32Array(halves.length)
  for (let i = 0; i < halves.length; i++) floats[i] = values[halves[i]!]!
  return floats
}

/** IEEE 754 binary16: 1 sign bit, 5 of exponent (bias 15), 10 of fraction. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

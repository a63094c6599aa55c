import { describe, expect, it } from 'vitest'
import { halfToFloat, readSafetensors } from './safetensors'

/** A message as the safetensors library writes it: header padded with spaces to 8 bytes. */
function message(header: object, data: Uint8Array): ArrayBuffer {
  const json = JSON.stringify(header)
  const text = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8))
  const bytes = new Uint8Array(8 + text.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  bytes.set(data, 8 + text.length)
  return bytes.buffer
}

describe('readSafetensors', () => {
  it('reads arrays in place, with shapes and metadata', () => {
    const data = new Uint8Array(new Float32Array([1, 2, 3, 4.5, 5, 6]).buffer)
    const buffer = message(
      { __metadata__: { step: '7' }, fake: { dtype: 'F32', shape: [3, 2], data_offsets: [0, 24] } },
      data,
    )
    const { metadata, tensors } = readSafetensors(buffer)
    expect(metadata).toEqual({ step: '7' })
    expect(tensors['fake']?.shape).toEqual([3, 2])
    expect([...tensors['fake']!.data]).toEqual([1, 2, 3, 4.5, 5, 6])
    expect(tensors['fake']!.data.buffer).toBe(buffer)
  })

  it('reads bytes in place, whatever they begin at', () => {
    const data = new Uint8Array([0, 0, 128, 63, 82, 73, 70])
    const buffer = message(
      {
        scores: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
        samples: { dtype: 'U8', shape: [3], data_offsets: [4, 7] },
      },
      data,
    )
    const { tensors, bytes } = readSafetensors(buffer)
    expect(Object.keys(tensors)).toEqual(['scores'])
    expect(bytes['samples']!.shape).toEqual([3])
    expect([...bytes['samples']!.data]).toEqual([82, 73, 70])
    expect(bytes['samples']!.data.buffer).toBe(buffer)
  })

  it('copies what does not start at a multiple of its item size', () => {
    const data = new Uint8Array(2 + 4)
    data.set(new Uint8Array(new Uint16Array([0x3c00]).buffer), 0)
    data.set(new Uint8Array(new Float32Array([-2.25]).buffer), 2)
    const buffer = message(
      {
        a: { dtype: 'F16', shape: [1], data_offsets: [0, 2] },
        b: { dtype: 'F32', shape: [1], data_offsets: [2, 6] },
      },
      data,
    )
    const { tensors } = readSafetensors(buffer)
    expect([...tensors['a']!.data]).toEqual([1])
    expect([...tensors['b']!.data]).toEqual([-2.25])
  })

  it('says which dtype it does not read', () => {
    const buffer = message({ a: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }, new Uint8Array(8))
    expect(() => readSafetensors(buffer)).toThrow('I64')
  })
})

it.each([
  [0x0000, 0],
  [0x3c00, 1],
  [0xc000, -2],
  [0x3555, 0.333251953125],
  [0x7bff, 65504],
  [0x0001, 2 ** -24],
  [0x8400, -(2 ** -14)],
  [0x7c00, Infinity],
  [0xfc00, -Infinity],
  [0x7e00, NaN],
])('binary16 %i is %d', (bits, value) => expect(halfToFloat(bits)).toBe(value))

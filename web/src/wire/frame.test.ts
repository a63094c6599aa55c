import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readFrame } from './frame'

it('reads the frame that the server’s tests have written', () => {
  const file = readFileSync(new URL('../../../tests/server/protocol/golden_frame.safetensors', import.meta.url))
  const { header, tensors, bytes } = readFrame(Uint8Array.from(file).buffer)
  expect(header).toEqual({
    run: 'golden–run',
    step: 1234,
    epoch: 2,
    version: 3,
    state: 'running',
    layers: ['curve', 'fake', 'field', 'gradient', 'manifold'],
    curve_from: 1233,
    measures: { step: 1200, values: { js: 0.125, modes: 7, hq: null } },
    diagnosis: {
      step: 1200,
      state: 'lost_modes',
      level: 'warn',
      title: 'Modes lost',
      sentence: '7 of 8 modes have samples.',
      number: { name: 'modes', value: 7, text: '7 of 8' },
      try: 'Halve the learning rate of “G”.',
      tune: { lr_g: 0.0005 },
    },
    toy: { dims: 2, plane: [0, 1] },
    image: null,
  })
  expect(tensors['real']).toEqual({ shape: [3, 2], data: Float32Array.of(0.25, 0.75, -1.5, 2, 0.1, -0.2) })
  expect(tensors['field']).toEqual({ shape: [2, 3], data: Float32Array.of(-1, -0.5, 0, 0.5, 1, 0.25) })
  expect(tensors['fake']?.shape).toEqual([4, 2])
  expect([...tensors['fake']!.data.subarray(0, 6)]).toEqual([0.5, -0.5, 1.25, 65504, -0, 2 ** -14])
  expect(tensors['fake']!.data[7]).toBe(2 ** -24)
  expect(tensors['curve']?.shape).toEqual([2, 7])
  expect(tensors['curve']!.data[13]).toBe(-1.25)
  expect(tensors['gradient']?.data[0]).toBe(Math.fround(1e-20))
  expect(tensors['manifold']).toEqual({ shape: [2, 2, 2], data: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7) })
  expect([...bytes['samples']!.data]).toEqual([82, 73, 70, 70, 0, 255])
})

it('says that a file of arrays alone is no frame', () => {
  const header = new TextEncoder().encode('{}      ')
  const buffer = new ArrayBuffer(16)
  new DataView(buffer).setBigUint64(0, 8n, true)
  new Uint8Array(buffer).set(header, 8)
  expect(() => readFrame(buffer)).toThrow('without a header')
})

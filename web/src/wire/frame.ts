/** A frame: the arrays of one picture, with a header that says what it shows. */

import type { FrameHeader } from './protocol'
import { readSafetensors, type Bytes, type Tensor } from './safetensors'

export interface Frame {
  header: FrameHeader
  tensors: Record<string, Tensor>
  /** Arrays of bytes, by name. */
  bytes: Record<string, Bytes>
}

export function readFrame(buffer: ArrayBuffer): Frame {
  const { metadata, tensors, bytes } = readSafetensors(buffer)
  if (metadata['header'] === undefined) throw new Error('a frame without a header')
  return { header: JSON.parse(metadata['header']), tensors, bytes }
}

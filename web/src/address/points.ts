/** Own data: sends them to the server as rows, and writes them into an address if they fit. */

import { excessOf } from '../wire/limits'
import type { Limits, OwnPoints, Refusal } from '../wire/protocol'
import { pack, TILDE, unpack } from './packed'

export type Rows = number[][]

/** The most characters for points in an address. */
const LINK_LENGTH = 2_000
/** The most points in an address. */
export const MAX_LINKED = 1_000

/** "0.31,0.7;0.2,0.5", packed where they are too many for that; null where they are too many for an address. */
export function pointsText(rows: Rows): string | null {
  if (rows.length > MAX_LINKED) return null
  const exact = textOf(rows)
  if (exact.length <= LINK_LENGTH) return exact
  const packed = pack(rows)
  return packed.length <= LINK_LENGTH ? packed : null
}

const textOf = (rows: Rows): string => rows.map((row) => row.join(',')).join(';')

/** Reads the points of an address, with notices about points that were left out or corrected. */
export function readPoints(text: string, limits: Limits): { rows: Rows; notices: string[] } {
  const packed = text.includes(TILDE) ? unpack(text) : []
  if (!packed) return { rows: [], notices: ['The packed points in the address cannot be read.'] }
  return readWritten(packed.length ? textOf(packed) : text, limits.coordinate)
}

function readWritten(text: string, most: number): { rows: Rows; notices: string[] } {
  const notices: string[] = []
  const parts = text.split(';').filter((part) => part.trim() !== '')
  if (parts.length > MAX_LINKED)
    notices.push(`The address holds ${parts.length} points; the first ${MAX_LINKED} are used.`)
  const rows: Rows = []
  parts.slice(0, MAX_LINKED).forEach((part, i) => {
    const row = part.split(',').map((field) => (field.trim() === '' ? NaN : Number(field)))
    const columns = rows[0]?.length ?? (row.length === 1 ? 1 : 2)
    if (row.length !== columns || row.some(Number.isNaN)) {
      const kind = columns === 1 ? 'a number' : 'two numbers'
      notices.push(`Point ${i + 1} of the address, “${part.slice(0, 20)}”, is not ${kind} and was left out.`)
      return
    }
    const near = row.map((value) => Math.min(most, Math.max(-most, value)))
    if (near.some((value, axis) => value !== row[axis]))
      notices.push(
        `Point ${i + 1} of the address is outside ±${most.toLocaleString('en-US')}; it is now ${near.join(', ')}.`,
      )
    rows.push(near)
  })
  return { rows, notices }
}

/** The server's answer: the result, or the reason for a refusal. */
export type Answer<T> = { ok: T } | { refused: string }

/** A CSV text or file, read by the server, which knows every dialect. */
export async function readTable(table: string | Blob, limits: Limits): Promise<Answer<Rows>> {
  const size = typeof table === 'string' ? new Blob([table]).size : table.size
  const excess = excessOf(limits.table_bytes, size)
  if (excess) return { refused: excess }
  const answer = await ask<OwnPoints>('/api/points', {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: table,
  })
  return 'ok' in answer ? { ok: answer.ok.points } : answer
}

/** Rebuilds the run with these points as its data. */
export function trainOn(run: string, rows: Rows): Promise<Answer<unknown>> {
  const headers = { 'content-type': 'application/json' }
  return ask(`/api/runs/${run}/points`, { method: 'POST', headers, body: JSON.stringify(rows) })
}

/** The own data of a run, all of them. */
export async function pointsOf(run: string): Promise<Answer<Rows>> {
  const answer = await ask<OwnPoints>(`/api/runs/${run}/points`)
  return 'ok' in answer ? { ok: answer.ok.points } : answer
}

async function ask<T>(url: string, request?: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(url, request)
    if (response.ok) return { ok: await response.json() }
    const { detail }: Refusal = await response.json()
    return { refused: detail.message }
  } catch {
    return { refused: 'The server did not answer; please try again.' }
  }
}

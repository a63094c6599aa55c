/** An image run as a file: downloads it, uploads it to continue as a run, and fetches the script that samples from it. */

import { excessOf } from '../../../wire/limits'
import type { Limits, Run } from '../../../wire/protocol'
import { NO_ANSWER, post, type Answer, type Progress } from '../../../wire/post'

/** Downloads the run's present state and the name of its file. */
export async function download(run: string): Promise<Answer<{ name: string; content: Blob }>> {
  return fetchAnswer(`/api/runs/${run}/checkpoint`, async (response) => {
    const [, name = 'saddle.safetensors'] =
      /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
    return { name, content: await response.blob() }
  })
}

/** Creates a run that continues from such a file. */
export async function load(file: File, limits: Limits, told: Progress, signal: AbortSignal): Promise<Answer<Run>> {
  const excess = excessOf(limits.saved_run_bytes, file.size)
  if (excess) return { refused: excess }
  return post<Run>('/api/images/runs', file, told, signal)
}

/** The script for a file of this name; without a name, for the name that a download would have. */
export function script(run: string, file: string): Promise<Answer<string>> {
  const named = file ? `?file=${encodeURIComponent(file)}` : ''
  return fetchAnswer(`/api/runs/${run}/snippet${named}`, (response) => response.text())
}

async function fetchAnswer<Result>(
  url: string,
  read: (response: Response) => Promise<Result>,
): Promise<Answer<Result>> {
  try {
    const response = await fetch(url)
    return response.ok ? { ok: await read(response) } : { refused: (await response.json()).detail.message }
  } catch {
    return { refused: NO_ANSWER }
  }
}

/** An image run as a file: downloads it, uploads it to continue as a run, and fetches the script that samples from it. */

import type { Run } from '../../../wire/protocol'
import { NO_ANSWER, post, type Answer, type Progress } from '../../../wire/post'

const MOST_MB = 512

/** Downloads the run's present state and the name of its file. */
export async function download(run: string): Promise<Answer<{ name: string; content: Blob }>> {
  return fetchAnswer(`/api/runs/${run}/checkpoint`, async (response) => {
    const [, name = 'saddle.safetensors'] =
      /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
    return { name, content: await response.blob() }
  })
}

/** Creates a run that continues from such a file. */
export async function load(file: File, progress: Progress, signal: AbortSignal): Promise<Answer<Run>> {
  if (file.size > MOST_MB * 2 ** 20) return { refused: `A saved run may have ${MOST_MB} MB at most.` }
  return post<Run>('/api/images/runs', file, progress, signal)
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

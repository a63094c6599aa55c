/** Large things on their way to the server, with progress; whatever goes wrong is a sentence. */

export type Answer<Result> = { ok: Result } | { refused: string }
/** Bytes that have gone, of how many. */
export type Progress = (sent: number, total: number) => void

export const NO_ANSWER = 'The server did not answer; please try again.'

/** POST with progress, which fetch does not tell of. */
export function post<Result>(
  url: string,
  body: FormData | Blob,
  progress: Progress,
  signal: AbortSignal,
): Promise<Answer<Result>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const fail = (): void => resolve({ refused: NO_ANSWER })
    request.upload.onprogress = ({ loaded, total }) => progress(loaded, total)
    request.onload = () => {
      try {
        const answer = JSON.parse(request.responseText)
        resolve(request.status < 300 ? { ok: answer } : { refused: answer.detail.message })
      } catch {
        fail()
      }
    }
    request.onerror = fail
    request.onabort = () => resolve({ refused: '' })
    signal.addEventListener('abort', () => request.abort())
    request.open('POST', url)
    request.send(body)
  })
}

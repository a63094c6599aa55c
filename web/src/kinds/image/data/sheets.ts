/** Sheets of real images, one for each data set. The server has none for sets whose files it has not fetched yet. */

const cache = new Map<string, Promise<ImageBitmap | null>>()

/** A sheet of `columns` × `columns` images; own images come from an upload. Null if the server does not have the files. Throws if it does not answer. */
export function sheetOf(data: string, columns: number, upload = ''): Promise<ImageBitmap | null> {
  const name = `${data} ${columns} ${upload}`
  let sheet = cache.get(name)
  if (!sheet) {
    const own = upload ? `&upload=${encodeURIComponent(upload)}` : ''
    sheet = fetchSheet(`/api/images/${encodeURIComponent(data)}/sample?columns=${columns}${own}`)
    const forget = (): void => void cache.delete(name)
    // The server may have the files by the next request.
    sheet.then((image) => image ?? forget(), forget)
    cache.set(name, sheet)
  }
  return sheet
}

async function fetchSheet(url: string): Promise<ImageBitmap | null> {
  const response = await fetch(url)
  if (response.status === 204) return null
  if (!response.ok) throw new Error(`no images: ${response.status}`)
  return createImageBitmap(await response.blob())
}

/** Real images of each set on one sheet, as the server keeps them; none of sets whose files are not there yet. */

const cache = new Map<string, Promise<ImageBitmap | null>>()

/** `columns` by `columns` images, of own ones those of an upload; null where the server has not got the files. Raises Error where it does not answer. */
export function sheetOf(data: string, columns: number, upload = ''): Promise<ImageBitmap | null> {
  const name = `${data} ${columns} ${upload}`
  let sheet = cache.get(name)
  if (!sheet) {
    const own = upload ? `&upload=${encodeURIComponent(upload)}` : ''
    sheet = fetched(`/api/images/${encodeURIComponent(data)}/sample?columns=${columns}${own}`)
    const forget = (): void => void cache.delete(name)
    // What is not there now may have come by the time it is asked for again.
    sheet.then((image) => image ?? forget(), forget)
    cache.set(name, sheet)
  }
  return sheet
}

async function fetched(url: string): Promise<ImageBitmap | null> {
  const response = await fetch(url)
  if (response.status === 204) return null
  if (!response.ok) throw new Error(`no images: ${response.status}`)
  return createImageBitmap(await response.blob())
}

/** Own images: collects the files of an input or a drop, checks the limits, and uploads them. */

import { excessOf } from '../../../wire/limits'
import type { Limits, Uploaded } from '../../../wire/protocol'
import { post, type Answer, type Progress } from '../../../wire/post'

/** The name of the data that own images are. */
export const OWN = 'own'

/** A file with its path; the last folder of the path is the class of the image. */
export interface Named {
  name: string
  file: File
}

/** Why the server would refuse these files; null if they are within the limits. */
export function excess(files: Named[], { upload_files, upload_bytes }: Limits): string | null {
  return excessOf(upload_files, files.length) ?? excessOf(upload_bytes, sizeOf(files))
}

export const sizeOf = (files: Named[]): number => files.reduce((sum, { file }) => sum + file.size, 0)

/** Whether file managers have put the file there, and not the user. */
const hidden = (name: string): boolean => name.split('/').at(-1)!.startsWith('.') || name.includes('__MACOSX/')

/** The files of an input; with their folders if the user chose a folder. */
export function chosenFiles(list: Iterable<File>): Named[] {
  return [...list]
    .map((file) => ({ name: file.webkitRelativePath || file.name, file }))
    .filter(({ name }) => !hidden(name))
}

/** Dropped files and the files of dropped folders. It stops one file beyond the limit. */
export async function droppedFiles(items: Iterable<DataTransferItem>, most: number): Promise<Named[]> {
  // Read now: the list is empty after the event.
  const entries = [...items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
  const found: Named[] = []
  for (const entry of entries) {
    if (entry instanceof File) found.push(...chosenFiles([entry]))
    else if (entry) await walk(entry, found, most)
  }
  return found
}

async function walk(entry: FileSystemEntry, found: Named[], most: number): Promise<void> {
  const name = entry.fullPath.replace(/^\//, '')
  if (found.length > most || hidden(name)) return
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    found.push({ name, file })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A reader returns some entries at a time, and an empty list at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (!some.length) return
    for (const inner of some) await walk(inner, found, most)
  }
}

/** Uploads the files and reports progress in bytes. Resolves with a sentence if it fails. */
export function upload(files: Named[], progress: Progress, signal: AbortSignal): Promise<Answer<Uploaded>> {
  const form = new FormData()
  for (const { name, file } of files) form.append('files', file, name)
  return post<Uploaded>('/api/images/own', form, progress, signal)
}

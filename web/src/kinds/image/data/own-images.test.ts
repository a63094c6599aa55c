import { afterEach, describe, expect, it, vi } from 'vitest'
import { chosenFiles, droppedFiles, excess, upload, type Named } from './own-images'
import { CATALOGUE } from '../../../wire/fixtures.test-help'

const { limits } = CATALOGUE

const file = (name: string, bytes = 1): File => new File([new Uint8Array(bytes)], name)
const named = (name: string, size = 1): Named => ({ name, file: { size } as File })

describe('excess', () => {
  it('lets through what the server looks at', () => {
    expect(
      excess(
        Array.from({ length: limits.upload_files.most }, (_, i) => named(`${i}.png`, 30_000)),
        limits,
      ),
    ).toBeNull()
    expect(excess([named('a.zip', 64 * 2 ** 20)], limits)).toBeNull()
  })
  it('says what the server would say', () => {
    expect(
      excess(
        Array.from({ length: limits.upload_files.most + 1 }, (_, i) => named(`${i}.png`)),
        limits,
      ),
    ).toBe(limits.upload_files.refusal)
    expect(excess([named('a.zip', 64 * 2 ** 20), named('b.png')], limits)).toBe(limits.upload_bytes.refusal)
  })
})

it('takes the folders of what was chosenFiles along, and leaves hidden files', () => {
  const inside = file('1.png')
  Object.defineProperty(inside, 'webkitRelativePath', { value: 'pets/cats/1.png' })
  const names = chosenFiles([inside, file('2.png'), file('.DS_Store')]).map(({ name }) => name)
  expect(names).toEqual(['pets/cats/1.png', '2.png'])
})

describe('droppedFiles', () => {
  const leaf = (fullPath: string): object => ({
    fullPath,
    isFile: true,
    file: (resolve: (file: File) => void) => resolve(file(fullPath.split('/').at(-1)!)),
  })
  const folder = (fullPath: string, entries: object[]): object => {
    const told = [...entries.map((entry) => [entry]), []] // a few at a time, as browsers do
    return {
      fullPath,
      isFile: false,
      createReader: () => ({ readEntries: (resolve: (some: object[]) => void) => resolve(told.shift()!) }),
    }
  }
  const drop = (...entries: object[]) =>
    droppedFiles(
      entries.map((entry) => ({ webkitGetAsEntry: () => entry })) as unknown as DataTransferItem[],
      limits.upload_files.most,
    )

  it('walks through folders', async () => {
    const found = await drop(
      folder('/pets', [
        folder('/pets/cats', [leaf('/pets/cats/1.png'), leaf('/pets/cats/2.png')]),
        leaf('/pets/.DS_Store'),
      ]),
      leaf('/x.png'),
    )
    expect(found.map(({ name }) => name)).toEqual(['pets/cats/1.png', 'pets/cats/2.png', 'x.png'])
  })
  it('takes files that are in no file system', async () => {
    const item = { webkitGetAsEntry: () => null, getAsFile: () => file('pasted.png') }
    const text = { webkitGetAsEntry: () => null, getAsFile: () => null }
    const found = await droppedFiles([item, text] as unknown as DataTransferItem[], limits.upload_files.most)
    expect(found.map(({ name }) => name)).toEqual(['pasted.png'])
  })
  it('stops where there are too many', async () => {
    const found = await drop(
      folder(
        '/all',
        Array.from({ length: limits.upload_files.most + 500 }, (_, i) => leaf(`/all/${i}.png`)),
      ),
    )
    expect(found).toHaveLength(limits.upload_files.most + 1)
  })
})

describe('upload', () => {
  let requests: FakeRequest[] = []
  class FakeRequest {
    upload = {} as { onprogress: (event: object) => void }
    onload = () => {}
    onerror = () => {}
    onabort = () => {}
    status = 201
    responseText = ''
    open = vi.fn()
    send = vi.fn()
    abort = () => this.onabort()
    constructor() {
      requests.push(this)
    }
  }
  const begin = (told = () => {}, signal = new AbortController().signal) => {
    requests = []
    vi.stubGlobal('XMLHttpRequest', FakeRequest)
    const answer = upload([{ name: 'cats/1.png', file: file('1.png') }], told, signal)
    return { answer, request: requests[0]! }
  }
  afterEach(() => void vi.unstubAllGlobals())

  it('sends names with their folders, and tells how far it is', async () => {
    const told = vi.fn()
    const { answer, request } = begin(told)
    expect(request.open).toHaveBeenCalledWith('POST', '/api/images/own')
    const form = request.send.mock.calls[0]![0] as FormData
    expect(form.getAll('files').map((sent) => (sent as File).name)).toEqual(['cats/1.png'])
    request.upload.onprogress({ loaded: 5, total: 9 })
    expect(told).toHaveBeenCalledWith(5, 9)
    request.responseText = '{"name": "ab"}'
    request.onload()
    expect(await answer).toEqual({ ok: { name: 'ab' } })
  })
  it('says why it was refused', async () => {
    const { answer, request } = begin()
    Object.assign(request, { status: 422, responseText: '{"detail": {"message": "No image."}}' })
    request.onload()
    expect(await answer).toEqual({ refused: 'No image.' })
  })
  it.each(['onerror', 'onload'] as const)('says that no answer came (%s)', async (event) => {
    const { answer, request } = begin()
    request[event]()
    expect(await answer).toEqual({ refused: 'The server did not answer; please try again.' })
  })
  it('can be broken off', async () => {
    const stop = new AbortController()
    const { answer } = begin(undefined, stop.signal)
    stop.abort()
    expect(await answer).toEqual({ refused: '' })
  })
})

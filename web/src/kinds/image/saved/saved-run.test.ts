import { afterEach, expect, it, vi } from 'vitest'
import { download, load, script } from './saved-run'
import { CATALOGUE } from '../../../wire/fixtures.test-help'

const answer = (body: string, init?: ResponseInit) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(new Response(body, init))),
  )

afterEach(() => void vi.unstubAllGlobals())

it('takes the name of a download from the server', async () => {
  answer('bytes', {
    headers: { 'content-disposition': 'attachment; filename="saddle-dcgan-digits-step-8.safetensors"' },
  })
  const got = await download('r')
  expect(got).toMatchObject({ ok: { name: 'saddle-dcgan-digits-step-8.safetensors' } })
  expect(await ('ok' in got && got.ok.content.text())).toBe('bytes')
})

it('says why there is none', async () => {
  answer('{"detail": {"message": "There is nothing to download yet."}}', { status: 409 })
  expect(await download('r')).toEqual({ refused: 'There is nothing to download yet.' })
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError()))
  expect(await script('r', '')).toEqual({ refused: 'The server did not answer; please try again.' })
})

it('asks for the script of the file that was downloaded', async () => {
  answer('import torch')
  expect(await script('r', 'a b.safetensors')).toEqual({ ok: 'import torch' })
  await script('r', '')
  expect(vi.mocked(fetch).mock.calls).toEqual([['/api/runs/r/snippet?file=a%20b.safetensors'], ['/api/runs/r/snippet']])
})

it('does not send what the server would refuse for its size', async () => {
  const large = { size: 512 * 2 ** 20 + 1 } as File
  expect(await load(large, CATALOGUE.limits, () => {}, new AbortController().signal)).toEqual({
    refused: 'A saved run may have 512 MB at most.',
  })
})

import { expect, it, vi } from 'vitest'
import { fakeBrowser } from '../browser.test-help'
import { RUN, serve } from '../served.test-help'
import { readAddress, writeAddress } from './address'
import { Page } from './page.svelte'

const server = serve()

/** A page under an address, whose run is confirmed at this speed. */
function visit(
  hash: string,
  speed: number | null = 120,
): { page: Page; place: { hash: string }; stored: Map<string, string> } {
  const { stored } = fakeBrowser()
  const place = { hash, pathname: '/', search: '' }
  vi.stubGlobal('location', place)
  vi.stubGlobal('history', {
    replaceState: (_: unknown, __: string, url: string) => (place.hash = url.startsWith('#') ? url : ''),
  })
  const page = new Page()
  server.socket.open()
  server.tell({ ...RUN, speed, ref: 1 })
  return { page, place, stored }
}

it('takes over what an address says of the page, and names what it does not know', () => {
  const { page } = visit('#variant=wgan&layers=fake,x&lock=transport')
  expect(readAddress(server.session, page).recipe.variant).toBe('wgan')
  expect([[...page.layers.shown], page.lesson.lock]).toEqual([['fake'], ['transport']])
  expect(server.session.notices.list).toMatchObject([{ text: 'There is no layer called “x”.' }])
})

it('writes what the server has confirmed, with what is unusual on the page', () => {
  const { page, place, stored } = visit('', 5)
  writeAddress(server.session, page)
  expect(place.hash).toContain('data=ring')
  expect(place.hash).toContain('speed=5')
  expect(place.hash).not.toContain('layers')
  expect(stored.get('saddle.address')).toBe(place.hash)
  page.layers.toggle('gradient')
  page.lesson.hide = ['diagram']
  writeAddress(server.session, page)
  expect(place.hash).toContain('layers=real,fake,field,lines,d_star,gradient')
  expect(place.hash).toContain('hide=diagram')
})

it('says nothing of the usual speed', () => {
  const { page, place } = visit('')
  writeAddress(server.session, page)
  expect(place.hash).not.toContain('speed')
})

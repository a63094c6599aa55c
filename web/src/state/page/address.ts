/** The address of the page: read when it comes, and written whenever the run or the page has changed. */

import { formatAddress, inShort, parseAddress, type Address } from '../../address/url'
import { kindNamed } from '../../kinds'
import { ADDRESS_KEY, type Session } from '../session.svelte'
import { unknownLayers } from './layers.svelte'
import type { Page } from './page.svelte'

/** What the address asks for; a notice names what was wrong in it. */
export function readAddress(session: Session, page: Page): Address {
  const asked = parseAddress(location.hash, session.catalogue!)
  page.follow(asked.parts)
  const notices = [...asked.notices, ...unknownLayers(asked.parts.layers ?? [])]
  if (notices.length) session.notices.add('info', inShort(notices))
  return asked
}

/** The address follows what the server has confirmed, so that a link never says what was refused. */
export function writeAddress(session: Session, page: Page): void {
  const { catalogue, stage } = session
  if (!stage || !catalogue) return
  const { run, own } = stage
  const { unusual } = page.layers
  const hash = formatAddress(own.whole(run), catalogue, {
    ...(run.speed === kindNamed(run.kind).usualSpeed ? {} : { speed: run.speed }),
    ...(unusual ? { layers: unusual } : {}),
    preset: page.preset,
    dirac: page.dirac,
    hide: page.lesson.hide,
    lock: page.lesson.lock,
  })
  if (hash !== location.hash) history.replaceState(null, '', hash || location.pathname + location.search)
  sessionStorage.setItem(ADDRESS_KEY, location.hash)
}

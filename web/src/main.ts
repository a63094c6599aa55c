/** Starts the page: the connection and the catalogue at once, the experiment of the address as soon as both are there. */

import './styles/theme.css'
import './styles/base.css'
import './styles/parts.css'
import './styles/page.css'
import { mount } from 'svelte'
import { pairsIn, takeParts } from './address/pageparts'
import { inShort, parseAddress, type Address } from './address/url'
import App from './App.svelte'
import { ADDRESS_KEY, RUN_KEY, Session } from './state/session.svelte'
import { LOCKED } from './state/lesson.svelte'
import { Settings, unknownLayers } from './state/settings.svelte'

const settings = new Settings()
settings.follow(takeParts(pairsIn(location.hash)))
const socketUrl = `${location.protocol.replace('http', 'ws')}//${location.host}/ws`
const session = new Session(socketUrl, address)

/** What the address asks for; what was wrong in it is said. */
function address(): Address {
  const asked = parseAddress(location.hash, session.catalogue!)
  settings.follow(asked.parts)
  const notices = [...asked.notices, ...unknownLayers(asked.parts.layers ?? [])]
  if (notices.length) session.notices.add('info', inShort(notices))
  return asked
}

session.held = (name) => {
  const held = settings.lesson.locks(name)
  if (held) session.notices.add('refused', `${LOCKED}: ${name}.`)
  return held
}

const target = document.getElementById('app')!
target.replaceChildren()
mount(App, { target, props: { session, settings } })

// A reload goes on with the tab's run; who comes with another address wants another experiment.
if (sessionStorage.getItem(ADDRESS_KEY) !== location.hash) sessionStorage.removeItem(RUN_KEY)
session.connection.connect()
void session.loadCatalogue()
// An address typed or pasted over this one is another experiment in the same place.
addEventListener('hashchange', () => session.readdress())

/** Starts the page: the connection and the catalogue at once, the experiment of the address as soon as both are there. */

import './styles/theme.css'
import './styles/base.css'
import './styles/parts.css'
import './styles/page.css'
import { mount } from 'svelte'
import { pairsIn, takeParts } from './address/pageparts'
import App from './App.svelte'
import { readAddress } from './state/page/address'
import { Page } from './state/page/page.svelte'
import { ADDRESS_KEY, RUN_KEY, Session } from './state/session.svelte'

const page = new Page()
page.follow(takeParts(pairsIn(location.hash)))
const socketUrl = `${location.protocol.replace('http', 'ws')}//${location.host}/ws`
const session: Session = new Session(socketUrl, () => readAddress(session, page))

const target = document.getElementById('app')!
target.replaceChildren()
mount(App, { target, props: { session, page } })

// A reload goes on with the tab's run; who comes with another address wants another experiment.
if (sessionStorage.getItem(ADDRESS_KEY) !== location.hash) sessionStorage.removeItem(RUN_KEY)
session.connection.connect()
void session.loadCatalogue()
// An address typed or pasted over this one is another experiment in the same place.
addEventListener('hashchange', () => session.readdress())

/**
 * Which runs the page watches and which of them is on stage: from the first one, which the address or the tab names,
 * through turns between kinds to the next. It brings what the server sends to the run that it is about.
 */

import type { Error as Refusal, Run, WholeRecipe } from '../wire/protocol'
import { firstOfKind, kindOf, type Catalogue, type Kind } from '../wire/catalogue'
import type { Frame } from '../wire/frame'
import type { Link } from '../wire/socket'
import { kindNamed } from '../kinds'
import { Connection } from './connection.svelte'
import { Notices } from './notices.svelte'
import { Turning, type Chosen, type Wanted } from './turning.svelte'
import { Watched } from './run/watched.svelte'

const CATALOGUE_AGAIN_MS = 1_000
/** The tab's run, and the address that stood for it. */
export const RUN_KEY = 'saddle.run'
export const ADDRESS_KEY = 'saddle.address'

export class Session {
  catalogue = $state.raw<Catalogue | null>(null)
  watched = $state.raw<readonly Watched[]>([])
  /** The run on stage; none before the first has come, and where the server refuses one. */
  stage = $state.raw<Watched | null>(null)
  /** Why there is no run, where the server refused to make one. */
  refusal = $state<string | null>(null)
  /** Whether there has been any picture, of whichever run. */
  pictured = $state(false)
  readonly notices = new Notices()
  readonly connection: Connection
  readonly turning = new Turning((wanted) => this.#ask(wanted))
  /** The number of the question for a run that goes on stage at once; 0 for none. */
  #opening = 0
  /** Numbers of the questions for runs that are watched beside the one on stage. */
  readonly #beside = new Set<number>()

  /** `start` says which experiment to create when there is no run to go on with. */
  constructor(
    url: string,
    readonly start: () => Chosen,
  ) {
    this.connection = new Connection(url, {
      run: (run) => this.#receive(run),
      refused: (refusal) => this.#refused(refusal),
      frame: (packet) => this.#show(packet),
      link: (link) => this.#changeLink(link),
    })
  }

  get run(): Run | null {
    return this.stage?.run ?? null
  }

  get link(): Link {
    return this.connection.link
  }

  /** The catalogue is needed to read the address, so the first run waits for it and for the socket. */
  async loadCatalogue(): Promise<void> {
    try {
      const response = await fetch('/api/catalogue')
      if (!response.ok) throw new Error(response.statusText)
      this.catalogue = await response.json()
    } catch {
      setTimeout(() => void this.loadCatalogue(), CATALOGUE_AGAIN_MS)
      return
    }
    if (this.link.kind === 'open') this.#begin()
  }

  /** Leaves an address that the server refuses. */
  startOver(): void {
    history.replaceState(null, '', location.pathname)
    this.refusal = null
    this.#create()
  }

  /** Another address: its experiment takes the place of this one, or of one that was refused. */
  readdress(): void {
    if (!this.stage) {
      if (this.refusal === null) return
      this.refusal = null
      return this.#create()
    }
    const { recipe, speed = this.#usualSpeed(recipe) } = this.start()
    this.build(recipe, speed)
  }

  /** Puts an experiment in the run's place; one of the other kind in the place of that kind's run, and this one stays. */
  build(recipe: WholeRecipe, speed?: number | null): void {
    const { stage, catalogue } = this
    if (!stage || !catalogue) return
    const kind = kindOf(catalogue, recipe)
    if (kind !== stage.run.kind) return this.turnTo(kind, { recipe, speed })
    this.#stay()
    stage.build(recipe, speed)
  }

  /** Puts the run of the other kind on stage, or makes one; or keeps the present one after all. */
  turnTo(kind: Kind, chosen: Chosen | null = null): void {
    const { stage, catalogue, turning } = this
    if (!stage || !catalogue || this.link.kind !== 'open') return
    if (kind === (turning.to ?? stage.run.kind) && !chosen) return
    if (kind === stage.run.kind) return this.#stay()
    stage.rest()
    turning.begin(kind, firstOfKind(catalogue, kind), chosen)
  }

  /** Puts a run that the server has already on stage. */
  open(id: string): void {
    this.#stay()
    this.#opening = this.connection.send({ type: 'open', run: id }, this.#notify)
  }

  /** Watches a run beside the one on stage. */
  watch(id: string): void {
    const ref = this.connection.send({ type: 'open', run: id }, this.#notify)
    if (ref) this.#beside.add(ref)
  }

  /** Watches a run no longer; nothing else that is watched is disturbed. */
  leave(watched: Watched): void {
    watched.forget('This run was left.')
    this.#drop(watched)
    this.connection.send({ type: 'leave', run: watched.run.run })
  }

  /** In an animation frame: every run shows what has arrived. Returns whether the next frame may bring more. */
  tick(now: number): boolean {
    const more = this.watched.map((watched) => watched.tick(now))
    this.pictured ||= this.watched.some(({ arrivals }) => arrivals.picture !== null)
    return more.includes(true)
  }

  #find(id: string | undefined): Watched | undefined {
    return this.watched.find(({ run }) => run.run === id)
  }

  #add(run: Run, catalogue: Catalogue): Watched {
    const { connection, notices } = this
    const removed = (watched: Watched): void => this.#remove(watched)
    const watched = new Watched({ connection, catalogue, notices, removed }, run)
    this.watched = [...this.watched, watched]
    return watched
  }

  #drop(watched: Watched): void {
    this.watched = this.watched.filter((other) => other !== watched)
    if (this.stage === watched) this.stage = null
    watched.slow.leave(false)
  }

  /** The run that was on stage before is left as it is, and is found again. */
  #putOnStage(watched: Watched): void {
    const before = this.stage
    this.stage = watched
    this.refusal = null
    sessionStorage.setItem(RUN_KEY, watched.run.run)
    if (!before || before === watched) return
    this.turning.leave(before.run, before.own.whole(before.run))
    this.leave(before)
  }

  /** Another run that was on its way is no longer wanted: the one on stage goes on. */
  #stay(): void {
    this.turning.stay()
    this.stage?.wake()
  }

  #changeLink(link: Link): void {
    this.turning.forget()
    this.#beside.clear()
    for (const watched of this.watched) watched.reconnect()
    if (link.kind === 'open' && this.catalogue) this.#begin()
  }

  #begin(): void {
    for (const watched of this.watched) if (watched !== this.stage) this.#reopen(watched)
    const id = this.run?.run ?? sessionStorage.getItem(RUN_KEY)
    if (!id) return this.#create()
    this.#opening = this.#ask({ type: 'open', run: id })
  }

  #reopen(watched: Watched): void {
    this.connection.send({ type: 'open', run: watched.run.run }, () => this.#remove(watched))
  }

  #create(): void {
    this.#opening = this.#ask({ type: 'create', ...this.start() })
  }

  /** Asks for a run; one that is made has the usual speed of its kind unless another was chosen. */
  #ask(wanted: Wanted): number {
    const refused = (refusal: Refusal): void => this.#openingRefused(refusal)
    if (wanted.type === 'open') return this.connection.send(wanted, refused)
    const { recipe, speed = this.#usualSpeed(recipe) } = wanted
    return this.connection.send({ type: 'create', recipe, speed }, refused)
  }

  #usualSpeed(recipe: WholeRecipe): number | null {
    return kindNamed(this.catalogue ? kindOf(this.catalogue, recipe) : undefined).usualSpeed
  }

  #receive(run: Run): void {
    const { catalogue, turning } = this
    if (!catalogue) return
    const known = this.#find(run.run)
    const opened = run.ref !== null && run.ref === this.#opening
    const beside = run.ref !== null && this.#beside.delete(run.ref)
    const staged = turning.accepts(run) || opened || (!this.stage && !known && !beside)
    // A run that was just left, or that is no longer wanted.
    if (!known && !staged && !beside) return run.ref ? this.#forsake(run) : undefined
    const watched = known ?? this.#add(run, catalogue)
    if (staged) this.#putOnStage(watched)
    watched.receive(run)
    const chosen = turning.to ? null : turning.take()
    if (chosen) this.build(chosen.recipe, chosen.speed)
  }

  /** Leaves a run that comes too late; a later turn to its kind finds it again. */
  #forsake(run: Run): void {
    this.turning.leave(run, run.recipe)
    this.connection.send({ type: 'leave', run: run.run })
  }

  #show(frame: Frame): void {
    this.#find(frame.header.run)?.show(frame)
  }

  #notify = ({ message }: Refusal): void => this.notices.add('refused', message)

  #openingRefused(refusal: Refusal): void {
    const gone = refusal.code === 'unknown_run'
    const turned = this.turning.takeRefusal(refusal.ref, gone)
    if (turned === 'again') return
    if (turned === 'refused') {
      if (!this.turning.to) return
      this.#stay()
      return this.notices.add('refused', refusal.message)
    }
    if (refusal.ref !== this.#opening) return
    sessionStorage.removeItem(RUN_KEY)
    if (this.stage) this.#drop(this.stage)
    // A run that the server no longer has (an old tab, a new server) is made again from the address.
    if (gone) return this.#create()
    this.refusal = refusal.message
  }

  /** A refusal that answers no command under way. */
  #refused({ run, code, message }: Refusal): void {
    if (code !== 'unknown_run') return this.notices.add('refused', message)
    const watched = this.#find(run ?? undefined)
    if (watched) this.#remove(watched)
  }

  /** Somebody has removed a run that is watched; that on stage is made again. */
  #remove(watched: Watched): void {
    // Where another run is on its way, it takes the stage in a moment.
    if (!this.watched.includes(watched) || (watched === this.stage && this.turning.to)) return
    const staged = watched === this.stage
    watched.forget('The run was removed.')
    this.#drop(watched)
    if (!staged) return this.notices.add('info', 'A run that was shown beside this one was removed.')
    sessionStorage.removeItem(RUN_KEY)
    this.notices.add('info', 'This run was removed; the same experiment starts again.')
    this.#create()
  }
}

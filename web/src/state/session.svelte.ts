/**
 * The page's one store: the connection, the run, its newest picture and its curves. It speaks the protocol;
 * it knows nothing of how anything is drawn.
 */

import type { Command, Generate, Generated, Message, Run, Traced, WholeRecipe } from '../wire/protocol'
import { dataOf, firstOfKind, kindOf, variantOf, type Catalogue, type Kind, type Schema } from '../wire/catalogue'
import { Puller } from '../wire/pull'
import { Questions } from '../wire/questions'
import { refusalText } from '../words/refusal'
import { readSafetensors } from '../wire/safetensors'
import { Socket, type Link } from '../wire/socket'
import { usualSpeed } from '../address/speeds'
import type { Layer } from '../views/view'
import { Arrivals, NOTHING_YET } from './run/arrivals.svelte'
import { Notices } from './notices.svelte'
import { OwnPoints } from './run/own-points.svelte'
import { Perfect } from './run/perfect.svelte'
import { Tuner } from './run/tuner.svelte'
import { Turning, type Chosen } from './turning.svelte'
import { Wants } from './run/wants'

type Distribute<T> = T extends unknown ? Omit<T, 'run' | 'ref'> : never
type RunCommand = Distribute<Extract<Command, { run: string }>>

const CATALOGUE_AGAIN_MS = 1_000
const PULL_AGAIN_MS = 1_000
/** The tab's run, and the address that stood for it. */
export const RUN_KEY = 'saddle.run'
export const ADDRESS_KEY = 'saddle.address'

export class Session {
  link = $state.raw<Link>({ kind: 'connecting', attempt: 0 })
  catalogue = $state.raw<Catalogue | null>(null)
  run = $state.raw<Run | null>(null)
  /** Why there is no run, where the server refused to make one. */
  refusal = $state<string | null>(null)
  readonly arrivals = new Arrivals()
  readonly notices = new Notices()
  readonly perfect = new Perfect(() => Object.keys(this.arrivals.measures?.values ?? {}))
  readonly own = new OwnPoints()
  readonly tuner = new Tuner(
    (knobs, data_knobs, ref) => this.send({ type: 'tune', knobs, data_knobs }, ref),
    () => ++this.#ref,
  )
  readonly turning = new Turning((wanted) => {
    const ref = ++this.#ref
    const made =
      wanted.type === 'create' && wanted.speed === undefined ? { speed: this.#usualSpeed(wanted.recipe) } : {}
    this.#socket.send({ ...wanted, ...made, ref } as Command)
    return ref
  })
  readonly #socket: Socket
  readonly #puller = new Puller()
  /** Questions for pictures that have no answer yet. */
  readonly #pulls = new Set<number>()
  readonly #traces = new Questions<Traced>()
  readonly #images = new Questions<Generated>()
  #plane = $state.raw<[number, number]>([0, 1])
  readonly #wants = new Wants()
  #ref = 0
  #opening = 0
  /** The number of the build that has no answer yet; 0 for none. */
  #building = $state(0)
  /** Release and protocol of the server that this page came from. */
  #release = ''

  /** `start` says which experiment to create when there is no run to go on with. */
  constructor(
    url: string,
    readonly start: () => Chosen,
  ) {
    this.#socket = new Socket(url, {
      message: (message) => this.#receive(message),
      frame: (bytes) => this.#picture(bytes),
      link: (link) => this.#linked(link),
    })
  }

  connect = (): void => this.#socket.connect()

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

  /** Whether the picture is of networks whose place others take. */
  get outdated(): boolean {
    const { picture } = this.arrivals
    return picture !== null && (this.#building !== 0 || picture.epoch < (this.run?.epoch ?? 0))
  }

  /** Leaves an address that the server refuses. */
  startOver(): void {
    history.replaceState(null, '', location.pathname)
    this.refusal = null
    this.#create()
  }

  /** Another address: its experiment takes the place of this one, or of one that was refused. */
  readdress(): void {
    if (!this.run) {
      if (this.refusal === null) return
      this.refusal = null
      return this.#create()
    }
    const { recipe, speed = this.#usualSpeed(recipe) } = this.start()
    this.build(recipe, speed)
  }

  send(command: RunCommand, ref = ++this.#ref): boolean {
    // While another run is on its way nobody means the one that is left.
    if (!this.run || this.turning.to) return false
    return this.#socket.send({ ...command, run: this.run.run, ref } as Command)
  }

  toggle(): void {
    if (this.run) this.send({ type: this.run.state === 'running' ? 'pause' : 'play' })
  }

  step(rounds: number, only: 'd' | 'g' | null = null): void {
    if (this.run?.state === 'running') this.send({ type: 'pause' })
    this.send({ type: 'step', rounds, only })
  }

  /** Names the arrays that one part of the page draws, and how often; a paused run sends a new one at once. */
  want(who: string, layers: Layer[], everyMs = 0): void {
    this.#wants.set(who, layers, everyMs)
  }

  /** The next round in slow motion; rejected with a sentence where there is none. */
  trace(): Promise<Traced> {
    const ref = ++this.#ref
    return this.#traces.ask(ref, this.send({ type: 'trace' }, ref))
  }

  /** What G makes of z, as it is asked for; rejected with a sentence where there is no answer. */
  generate(what: Generate['what']): Promise<Generated> {
    const ref = ++this.#ref
    return this.#images.ask(ref, this.send({ type: 'generate', what }, ref))
  }

  /** The coordinates of z that the picture of G's grid shows. */
  get plane(): [number, number] {
    return this.#plane
  }

  set plane(plane: [number, number]) {
    this.#plane = plane
    this.#wants.lacking = true
  }

  /** Puts an experiment in the run's place; one of the other kind in the place of that kind's run, and this one stays. */
  build(recipe: WholeRecipe, speed?: number | null): void {
    const { run, catalogue } = this
    if (!run || !catalogue) return
    const kind = kindOf(catalogue, recipe)
    if (kind !== run.kind) return this.turnTo(kind, { recipe, speed })
    this.#stay()
    this.tuner.forget()
    const ref = ++this.#ref
    if (this.send({ type: 'build', recipe }, ref)) this.#building = ref
    if (speed !== undefined) this.send({ type: 'speed', speed })
  }

  /** Leaves the run as it is and goes on with that of the other kind, or makes one; or stays after all. */
  turnTo(kind: Kind, chosen: Chosen | null = null): void {
    const { run, catalogue, turning } = this
    if (!run || !catalogue || this.link.kind !== 'open') return
    if (kind === (turning.to ?? run.kind) && !chosen) return
    if (kind === run.kind) return this.#stay()
    this.tuner.forget()
    this.#forget('This run was left.')
    this.arrivals.follow('')
    turning.begin(kind, firstOfKind(catalogue, kind), chosen)
  }

  /** In an animation frame: show what has arrived and ask for more. Returns whether the next frame may bring more. */
  tick(now: number): boolean {
    this.arrivals.show()
    const { run, arrivals } = this
    if (!run || this.link.kind !== 'open' || this.turning.to) return arrivals.waits
    const moving = run.state === 'running'
    const more = moving || arrivals.waits
    if (!moving) this.#wants.rest()
    const { lacking } = this.#wants
    if (!lacking && !this.#puller.due(now, moving)) return more
    const { step: after, epoch } = lacking ? NOTHING_YET : arrivals.newest
    const layers = this.#wants.take(now, moving)
    const plane = layers.includes('manifold') ? { plane: this.#plane } : {}
    const ref = ++this.#ref
    if (!this.send({ type: 'pull', after, epoch, layers, ...plane }, ref)) return more
    this.#puller.asked(now)
    this.#pulls.add(ref)
    return more
  }

  #linked(link: Link): void {
    this.link = link
    this.#stay()
    this.turning.lost()
    this.#pullAnew()
    this.tuner.forget()
    this.#forget('The connection is gone.')
    if (link.kind === 'open' && this.catalogue) this.#begin()
  }

  #pullAnew(): void {
    this.#puller.forget()
    this.#pulls.clear()
    this.#wants.lacking = true
  }

  /** Whoever had turned to another run is back at this one. */
  #stay(): void {
    if (!this.run || !this.turning.to) return
    this.turning.stay()
    this.#follow(this.run)
  }

  /** Questions under way will not be answered any more. */
  #forget(message: string): void {
    this.#traces.forget(message)
    this.#images.forget(message)
    this.#building = 0
  }

  #begin(): void {
    const id = this.run?.run ?? sessionStorage.getItem(RUN_KEY)
    if (!id) return this.#create()
    this.#opening = ++this.#ref
    this.#socket.send({ type: 'open', run: id, ref: this.#opening })
  }

  #create(): void {
    const { recipe, speed = this.#usualSpeed(recipe) } = this.start()
    this.#opening = ++this.#ref
    this.#socket.send({ type: 'create', recipe, ref: this.#opening, speed })
  }

  #usualSpeed(recipe: WholeRecipe): number | null {
    return usualSpeed(this.catalogue ? kindOf(this.catalogue, recipe) : 'toy')
  }

  #receive(message: Message): void {
    if (message.type === 'run') this.#runChanged(message)
    else if (message.type === 'error') this.#refused(message)
    else if (message.type === 'traced') this.#traces.answer(message.ref, message)
    else if (message.type === 'generated') this.#images.answer(message.ref, message)
    else this.#welcomed(`${message.version} ${message.protocol}`)
  }

  /** A server that was renewed speaks to its own page: this one makes way for it, and the tab's run goes on there. */
  #welcomed(release: string): void {
    if (this.#release && release !== this.#release) location.reload()
    this.#release ||= release
  }

  #runChanged(run: Run): void {
    const before = this.run
    if (before && run.run !== before.run) {
      const arrived = this.turning.arrived(run)
      // Another run speaks where it was just left, or is no longer waited for.
      if (!arrived) return run.ref ? this.#leave(run) : undefined
      this.#leave(before)
    }
    if (run.run !== before?.run) this.#follow(run)
    this.run = run
    this.refusal = null
    this.perfect.follow(run)
    this.own.follow(run)
    if (run.ref) this.tuner.answered(run.ref)
    if (run.ref === this.#building) this.#building = 0
    if (run.notice) this.notices.add('info', run.notice)
    sessionStorage.setItem(RUN_KEY, run.run)
    const chosen = this.turning.to ? null : this.turning.take()
    if (chosen) this.build(chosen.recipe, chosen.speed)
  }

  #follow({ run }: Run): void {
    this.arrivals.follow(run)
    this.#pullAnew()
  }

  #leave(run: Run): void {
    this.turning.leave(run, this.own.whole(run))
    this.#socket.send({ type: 'leave', run: run.run, ref: ++this.#ref })
  }

  #refused(error: Extract<Message, { type: 'error' }>): void {
    if (error.ref) this.tuner.answered(error.ref)
    if (error.ref === this.#building) this.#building = 0
    if (this.#traces.refuse(error.ref, error.message) || this.#images.refuse(error.ref, error.message)) return
    const turned = this.turning.refused(error.ref, error.code === 'unknown_run')
    if (turned === 'again') return
    if (turned === 'refused') {
      if (!this.turning.to) return
      this.#stay()
      return this.notices.add('refused', error.message)
    }
    if (error.ref && error.ref === this.#opening) {
      sessionStorage.removeItem(RUN_KEY)
      this.run = null
      // A run that is no more (an old tab, a new server) is made again from the address.
      if (error.code === 'unknown_run') return this.#create()
      this.refusal = error.message
      return
    }
    if (error.code === 'unknown_run') return this.#removed()
    if (error.ref && this.#pulls.delete(error.ref)) return this.#pullRefused()
    this.notices.add('refused', refusalText(error, this.#schemas()))
  }

  /** The server has too much to do, which is nothing that a person could mend: it is asked again. */
  #pullRefused(): void {
    setTimeout(() => {
      this.#puller.answered()
      this.#wants.lacking = true
    }, PULL_AGAIN_MS)
  }

  /** Somebody has removed the run that is watched; questions still under way are answered in the same way. */
  #removed(): void {
    // Whoever has turned from it will have another one in a moment.
    if (!this.run || this.turning.to) return
    sessionStorage.removeItem(RUN_KEY)
    this.run = null
    this.#forget('The run was removed.')
    this.notices.add('info', 'This run was removed; the same experiment starts again.')
    this.#create()
  }

  #schemas(): Schema[] {
    const { catalogue, run } = this
    if (!catalogue || !run) return []
    return [variantOf(catalogue, run.recipe), dataOf(catalogue, run.recipe)].flatMap((info) => info?.schema ?? [])
  }

  #picture(bytes: ArrayBuffer): void {
    const packet = readSafetensors(bytes)
    const { run, layers } = packet.metadata
    if (run !== this.run?.run) return
    this.#puller.answered()
    for (const oldest of [...this.#pulls].slice(0, 1)) this.#pulls.delete(oldest)
    if (layers !== undefined) this.#wants.brought(layers.split(','))
    this.arrivals.add(packet)
  }
}

/**
 * One run that the page watches: what is known of it, its newest picture, its curve and measures, and the commands it
 * is given. It sends them through a connection that others share, and knows nothing of other runs or of the page.
 */

import type { Generate, Generated, Run, Traced, WholeRecipe } from '../../wire/protocol'
import { dataOf, variantOf, type Catalogue, type Schema } from '../../wire/catalogue'
import { Puller } from '../../wire/pull'
import type { Frame } from '../../wire/frame'
import type { Layer } from '../../views/view'
import { refusalText } from '../../words/refusal'
import type { Connection, Refused, RunCommand } from '../connection.svelte'
import type { Notices } from '../notices.svelte'
import { Arrivals, NOTHING_YET } from './arrivals.svelte'
import { OwnPoints } from './own-points.svelte'
import { Perfect } from './perfect.svelte'
import { Slow } from './slow.svelte'
import { Tuner } from './tuner.svelte'
import { Wants } from './wants'

/** What a watched run shares with the others of its page. */
export interface Surroundings {
  readonly connection: Connection
  readonly catalogue: Catalogue
  readonly notices: Notices
  /** Somebody has removed the run. */
  removed(watched: Watched): void
}

const PULL_AGAIN_MS = 1_000

export class Watched {
  run: Run
  /** While another run is on its way to its place, it neither pulls nor obeys. */
  resting = $state(false)
  readonly arrivals = new Arrivals()
  readonly perfect = new Perfect(() => Object.keys(this.arrivals.measures?.values ?? {}))
  readonly own = new OwnPoints()
  readonly slow = new Slow(this)
  readonly tuner = new Tuner((knobs, data_knobs) => this.#send({ type: 'tune', knobs, data_knobs }))
  readonly #puller = new Puller()
  readonly #wants = new Wants()
  /** Numbers of the pulls that have no frame yet. */
  #pulls: number[] = []
  /** The number of the build that has no answer yet; 0 for none. */
  #building = $state(0)
  #plane = $state.raw<[number, number]>([0, 1])

  constructor(
    readonly around: Surroundings,
    run: Run,
  ) {
    this.run = $state.raw(run)
    this.arrivals.follow(run.run)
    this.#wants.lacking = true
  }

  get catalogue(): Catalogue {
    return this.around.catalogue
  }

  /** Whether the picture still shows the networks before a new build. */
  get outdated(): boolean {
    const { picture } = this.arrivals
    return picture !== null && (this.#building !== 0 || picture.epoch < this.run.epoch)
  }

  send(command: RunCommand): boolean {
    return this.#send(command) !== 0
  }

  toggle(): void {
    this.send({ type: this.run.state === 'running' ? 'pause' : 'play' })
  }

  step(count: number, only: 'd' | 'g' | null = null): void {
    if (this.run.state === 'running') this.send({ type: 'pause' })
    this.send({ type: 'step', count, only })
  }

  /** Puts an experiment of the same kind in the place of this one; its speed stays unless another is given. */
  build(recipe: WholeRecipe, speed?: number | null): void {
    this.tuner.forget()
    this.#building = this.#send({ type: 'build', recipe }) || this.#building
    if (speed !== undefined) this.send({ type: 'speed', speed })
  }

  /** Names the arrays that one part of the page draws, and how often; a paused run sends a new one at once. */
  want(who: string, layers: Layer[], everyMs = 0): void {
    this.#wants.set(who, layers, everyMs)
  }

  /** The next step in slow motion; rejected with a sentence where there is none. */
  trace(): Promise<Traced> {
    return this.#ask({ type: 'trace' })
  }

  /** What G makes of z, as it is asked for; rejected with a sentence where there is no answer. */
  generate(what: Generate['what']): Promise<Generated> {
    return this.#ask({ type: 'generate', what })
  }

  /** The coordinates of z that the picture of G's grid shows. */
  get plane(): [number, number] {
    return this.#plane
  }

  set plane(plane: [number, number]) {
    this.#plane = plane
    this.#wants.lacking = true
  }

  /** In an animation frame: shows what has arrived and asks for more. Returns whether the next frame may bring more. */
  tick(now: number): boolean {
    const { run, arrivals } = this
    arrivals.show()
    if (this.resting || this.around.connection.link.kind !== 'open') return arrivals.waits
    const moving = run.state === 'running'
    // Before the page has said what it draws there is nothing to ask for.
    if (!this.#wants.all.length) return moving || arrivals.waits
    if (!moving) this.#wants.noteRest()
    if (this.#wants.lacking || this.#puller.due(now, moving)) this.#pull(now, moving)
    return moving || arrivals.waits
  }

  /** The server has something to say of the run. */
  receive(run: Run): void {
    this.run = run
    this.arrivals.curve.name(run.columns.map(({ name }) => name))
    this.perfect.follow(run)
    this.own.follow(run)
    if (run.ref) this.#settle(run.ref)
    if (run.notice) this.around.notices.add('info', run.notice)
    this.slow.follow(run)
  }

  /** A frame of this run has come. */
  show(frame: Frame): void {
    this.#puller.answered()
    const oldest = this.#pulls.shift()
    if (oldest) this.around.connection.settle(oldest)
    this.#wants.noteArrival(frame.header.layers)
    this.arrivals.add(frame)
  }

  /** Another run is on its way to its place: nothing is asked of this one, and its pictures go. */
  rest(): void {
    this.forget('This run was left.')
    this.resting = true
    this.slow.leave()
    this.arrivals.follow('')
  }

  /** It keeps its place after all. */
  wake(): void {
    if (!this.resting) return
    this.resting = false
    this.arrivals.follow(this.run.run)
    this.#pullAnew()
  }

  /** The connection is gone, or there is a new one: answers that were under way do not come. */
  reconnect(): void {
    this.wake()
    this.#pullAnew()
    this.tuner.forget()
    this.#building = 0
  }

  /** What is under way will not be answered any more. */
  forget(reason: string): void {
    this.around.connection.abandon(this.run.run, reason)
    this.tuner.forget()
    this.#building = 0
  }

  #send(command: RunCommand, refused: Refused = this.#refused): number {
    // While another run is on its way, commands are not meant for this one.
    if (this.resting) return 0
    return this.around.connection.send({ ...command, run: this.run.run }, refused)
  }

  #ask<A extends Traced | Generated>(command: RunCommand): Promise<A> {
    if (this.resting) return Promise.reject(new Error('Another run is on its way.'))
    return this.around.connection.ask({ ...command, run: this.run.run })
  }

  #pull(now: number, moving: boolean): void {
    const { step: after, epoch } = this.#wants.lacking ? NOTHING_YET : this.arrivals.newest
    const layers = this.#wants.take(now, moving)
    const plane = layers.includes('manifold') ? { plane: this.#plane } : {}
    const ref = this.#send({ type: 'pull', after, epoch, layers, ...plane }, this.#pullRefused)
    if (!ref) return
    this.#puller.asked(now)
    this.#pulls.push(ref)
  }

  #pullAnew(): void {
    this.#puller.forget()
    this.#pulls = []
    this.#wants.lacking = true
  }

  #settle(ref: number): void {
    this.tuner.settle(ref)
    if (ref === this.#building) this.#building = 0
  }

  #refused: Refused = (refusal) => {
    if (refusal.ref) this.#settle(refusal.ref)
    if (refusal.code === 'unknown_run') return this.around.removed(this)
    this.around.notices.add('refused', refusalText(refusal, this.#schemas()))
  }

  /** The server has too much to do, which is nothing that a person could mend: it is asked again. */
  #pullRefused: Refused = ({ ref, code }) => {
    this.#pulls = this.#pulls.filter((pull) => pull !== ref)
    if (code === 'unknown_run') return this.around.removed(this)
    setTimeout(() => {
      this.#puller.answered()
      this.#wants.lacking = true
    }, PULL_AGAIN_MS)
  }

  #schemas(): Schema[] {
    const { catalogue, run } = this
    return [variantOf(catalogue, run.recipe), dataOf(catalogue, run.recipe)].flatMap((info) => info?.schema ?? [])
  }
}

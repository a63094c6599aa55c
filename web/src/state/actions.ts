/**
 * The one list of what can be done to the page and its run: by a key, a button, a lesson or a presenter. Each action
 * says which locks it respects and which keys it has; `perform` asks the locks, and does it.
 */

import { getContext, setContext } from 'svelte'
import { PARTS } from '../address/lesson'
import { presetOf, recipeOf } from '../address/gallery'
import { KINDS } from '../kinds'
import type { Kind, Preset } from '../wire/catalogue'
import type { WholeRecipe } from '../wire/protocol'
import { LOCKED } from './lesson.svelte'
import type { Page } from './page/page.svelte'
import type { Watched } from './run/watched.svelte'
import type { Session } from './session.svelte'
import type { ThemeName } from './page/settings.svelte'

/** What actions act on. */
export interface Scene {
  session: Session
  page: Page
}

/** A key of an action, and what the help says of it. */
export interface Shortcut<Args extends unknown[] = unknown[]> {
  /** As KeyboardEvent.key says it, small letters for both cases; with `Shift ` before it where it needs that. */
  press: string
  /** What the action is given. */
  args: Args
  /** How the help writes the key; left out where another line of the help covers it. */
  shown?: string
  does?: string
}

interface Action<Args extends unknown[]> {
  /** Parts of the page whose lock it respects. */
  parts: readonly string[]
  /** Whether it can be done while another run is on its way to the stage. */
  anytime?: boolean
  /** Whether its keys belong to slow motion: there they come before others, and elsewhere they do nothing. */
  inSlow?: boolean
  /** Whether a key that is held down does it again and again. */
  repeats?: boolean
  keys?: Shortcut<Args>[]
  act(scene: Scene, ...args: Args): void
}

type Values = Record<string, unknown>
const action = <Args extends unknown[]>(described: Action<Args>): Action<Args> => described

const onRun = (act: (watched: Watched) => void): ((scene: Scene) => void) => {
  return ({ session }) => {
    if (session.stage) act(session.stage)
  }
}
/** It makes steps, and it is shown beside the diagram. */
const SLOW = ['transport', 'diagram']
const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

export const ACTIONS = {
  toggle: action({
    parts: ['transport'],
    keys: [{ press: ' ', args: [], shown: 'Space', does: 'play or pause' }],
    act: onRun((watched) => watched.toggle()),
  }),
  play: action({ parts: ['transport'], act: onRun((watched) => void watched.send({ type: 'play' })) }),
  pause: action({ parts: ['transport'], act: onRun((watched) => void watched.send({ type: 'pause' })) }),
  step: action({
    parts: ['transport'],
    repeats: true,
    keys: [
      { press: 'ArrowRight', args: [1], shown: '→', does: 'one step' },
      { press: 'Shift ArrowRight', args: [10], shown: 'Shift →', does: 'ten steps' },
    ],
    act: ({ session }, steps: number, only: 'd' | 'g' | null = null) => session.stage?.step(steps, only),
  }),
  slow: action({
    parts: SLOW,
    keys: [
      {
        press: 's',
        args: [],
        shown: 'S',
        does: 'slow motion: the next step, line by line; then → and ← go through it, Esc leaves it',
      },
    ],
    act: onRun(({ slow }) => (slow.active ? slow.leave() : slow.enter())),
  }),
  slowToggle: action({
    parts: ['transport'],
    inSlow: true,
    keys: [{ press: ' ', args: [] }],
    act: onRun(({ slow }) => slow.toggle()),
  }),
  slowForward: action({
    parts: ['transport'],
    inSlow: true,
    repeats: true,
    keys: [{ press: 'ArrowRight', args: [] }],
    act: onRun(({ slow }) => (slow.pause(), slow.forward())),
  }),
  slowBack: action({
    parts: SLOW,
    inSlow: true,
    repeats: true,
    keys: [
      { press: 'ArrowLeft', args: [] },
      { press: 'Shift ArrowLeft', args: [] },
    ],
    act: onRun(({ slow }) => slow.back()),
  }),
  slowLeave: action({
    parts: [],
    anytime: true,
    inSlow: true,
    keys: [{ press: 'Escape', args: [] }],
    act: onRun(({ slow }) => slow.leave()),
  }),
  reset: action({
    parts: ['transport'],
    keys: [{ press: 'r', args: [], shown: 'R', does: 'reset: step 0, same seed, your settings' }],
    act: onRun((watched) => void watched.send({ type: 'reset' })),
  }),
  newSeed: action({
    parts: ['transport'],
    act: onRun((watched) => void watched.send({ type: 'new_seed', seed: null })),
  }),
  speed: action({
    parts: ['transport'],
    act: ({ session }, speed: number | null) => void session.stage?.send({ type: 'speed', speed }),
  }),
  /** Shows or hides a layer of the stage, by its id or by its key. */
  layer: action({
    parts: ['layers'],
    keys: DIGITS.map((key) => ({
      press: String(key),
      args: [key] as [number | string],
      ...(key === 1 ? { shown: '1 – 9', does: 'show or hide a layer of the picture; the legend says which' } : {}),
    })),
    act: ({ page }, which: number | string) =>
      typeof which === 'number' ? page.layers.toggleKey(which) : page.layers.toggle(which),
  }),
  morph: action({
    parts: ['layers'],
    keys: [
      {
        press: 'm',
        args: [],
        shown: 'M',
        does: 'data in the plane: back to the square of noise, and again to where the generator puts it',
      },
    ],
    act: ({ session, page }) => {
      if (page.layers.offers('manifold')) page.morph.toggle()
      else if (session.stage)
        session.notices.add('info', 'Only data in the plane have a grid of z that goes back to noise.')
    },
  }),
  draw: action({
    parts: ['data'],
    keys: [{ press: 'e', args: [], shown: 'E', does: 'draw or edit your own data' }],
    act: ({ page }) => void (page.window = 'own-data'),
  }),
  upload: action({ parts: ['data'], act: ({ page }) => void (page.window = 'own-data') }),
  fullScreen: action({
    parts: [],
    anytime: true,
    keys: [{ press: 'f', args: [], shown: 'F', does: 'full screen' }],
    act: ({ page }) => page.toggleFullScreen(),
  }),
  help: action({
    parts: [],
    anytime: true,
    keys: [{ press: '?', args: [], shown: '?', does: 'this help' }],
    act: ({ page }) => void (page.window = 'help'),
  }),
  about: action({ parts: [], anytime: true, act: ({ page }) => void (page.window = 'about') }),
  theme: action({
    parts: [],
    anytime: true,
    act: ({ page }, theme: ThemeName | 'auto') => page.settings.setTheme(theme),
  }),
  tab: action({
    parts: ['meaning'],
    anytime: true,
    act: ({ page }, name: string, near: boolean = false) => page.showTab(name, near),
  }),
  /** Turns knobs; those that a lesson holds stay, and are named. */
  tune: action({ parts: [], act: (scene, values: Values) => tune(scene, values) }),
  /** Turns knobs and begins anew, where training has ended by itself. */
  recover: action({
    parts: [],
    act: (scene, values: Values = {}) => {
      if (Object.keys(values).length) tune(scene, values)
      scene.session.stage?.send({ type: 'reset' })
    },
  }),
  /** Puts other data in the place of the run's, and another game with them where these need it. */
  chooseData: action({
    parts: ['data'],
    anytime: true,
    act: ({ session }, recipe: WholeRecipe) => session.build(recipe),
  }),
  chooseGame: action({
    parts: ['game'],
    anytime: true,
    act: ({ session }, recipe: WholeRecipe) => session.build(recipe),
  }),
  /** Turns to the runs of another kind, or back. */
  turn: action({ parts: ['data'], anytime: true, act: ({ session }, kind: Kind) => session.turnTo(kind) }),
  gallery: action({ parts: ['gallery'], anytime: true, act: ({ page }) => void (page.window = 'gallery') }),
  openPreset: action({ parts: ['gallery'], anytime: true, act: openPreset }),
  leavePreset: action({ parts: ['gallery'], act: ({ page }) => void (page.preset = null) }),
  /** All at once: one mark in time, and networks of another size are built once. */
  cure: action({
    parts: ['gallery'],
    act: ({ session }, { cure }: Preset) =>
      void (cure && session.stage?.send({ type: 'tune', knobs: cure.knobs, data_knobs: {} })),
  }),
  /** Puts a run that the server has already on stage. The one before pauses, unless others watch it. */
  openRun: action({
    parts: [],
    act: ({ session }, id: string) => {
      const { stage } = session
      if (stage?.run.state === 'running' && stage.run.watchers < 2) stage.send({ type: 'pause' })
      session.open(id)
    },
  }),
  /** Leaves an address that the server refuses. */
  startOver: action({ parts: [], act: ({ session }) => session.startOver() }),
  dirac: action({ parts: ['dirac'], anytime: true, act: ({ page }) => void (page.dirac = {}) }),
}

export type ActionName = keyof typeof ACTIONS
export type ArgsOf<Name extends ActionName> = (typeof ACTIONS)[Name] extends Action<infer Args> ? Args : never
export type Perform = <Name extends ActionName>(name: Name, ...args: ArgsOf<Name>) => void

/** Does what is asked for, or says why not. */
export function perform<Name extends ActionName>(scene: Scene, name: Name, ...args: ArgsOf<Name>): void {
  const { session } = scene
  const described: Action<ArgsOf<Name>> = ACTIONS[name] as unknown as Action<ArgsOf<Name>>
  if (!described.parts.every((part) => allows(scene, part, PARTS[part]))) return
  if (isForeign(scene, name)) return
  if (session.turning.waits && !described.anytime) return session.notices.add('info', `${session.turning.waits}.`)
  described.act(scene, ...args)
}

/** Whether only runs of another kind can do this. */
function isForeign({ session: { run } }: Scene, name: ActionName): boolean {
  return run !== null && KINDS.some(({ name: kind, actions }) => kind !== run.kind && actions.includes(name))
}

/** The one place where locks are asked; who may not is told. */
function allows({ session, page }: Scene, name: string, title = name): boolean {
  if (!page.lesson.locks(name)) return true
  session.notices.add('refused', `${LOCKED}: ${title}.`)
  return false
}

function tune(scene: Scene, values: Values): void {
  const free = Object.entries(values).filter(([name]) => allows(scene, name))
  if (free.length) scene.session.stage?.tuner.turnAll(Object.fromEntries(free))
}

function openPreset({ session, page }: Scene, name: string): void {
  const { catalogue, stage } = session
  const preset = catalogue && presetOf(catalogue, name)
  if (!preset) return
  page.window = null
  stage?.slow.leave()
  page.preset = name
  session.build(recipeOf(preset, stage?.run.recipe.seed ?? catalogue.default.seed))
}

const KEY = Symbol('perform')

/** For the components below: each performs on the same page. */
export const givePerform = (scene: Scene): Perform =>
  setContext<Perform>(KEY, (name, ...args) => perform(scene, name, ...args))
export const performOf = (): Perform => getContext<Perform>(KEY)

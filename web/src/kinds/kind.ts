/**
 * What the page knows of a kind of GANs before it draws anything of it: words, speeds, and the keys that only this
 * kind has. It knows no component and no run of its own; the components stand in components.ts.
 */

import type { Kind as KindName } from '../wire/catalogue'
import type { FrameHeader, Run, WholeRecipe } from '../wire/protocol'

export type { KindName }

export interface Kind {
  name: KindName
  /** What its data are, as a button says it. */
  title: string
  /** Steps a second that the transport offers, ascending; null is as fast as the machine can. */
  speeds: (number | null)[]
  /** Steps a second of a run whose speed nobody has changed. */
  usualSpeed: number | null
  /** Actions that no other kind has: their keys do nothing there. */
  actions: readonly string[]
  words: KindWords
  /**
   * Whether building its networks takes so long that the picture of the old ones must not be taken for theirs: until
   * the first picture is here, the stage is covered.
   */
  coversOldPictures: boolean
  /** Whether a picture with this header is of this kind. */
  owns(header: FrameHeader): boolean
  /** Why the run cannot train yet; null where it can. */
  waits(run: Run): Wait | null
  /** Why a link cannot hold the whole experiment; null where it can. `recipe` has all own data that the page knows. */
  lackOfLink(run: Run, recipe: WholeRecipe): string | null
}

export interface KindWords {
  /** Why nothing can be changed while a run of this kind is on its way. */
  onItsWay: string
  /** What the stage says meanwhile, and what is to be expected. */
  turning: { title: string; text?: string }
  /** How far back a run goes when its worker stops. */
  lost: string
  /** What the stage says of a run that failed before its first step, where its error is written for people. */
  cannotBegin: string | null
}

/** What a run waits for, in words and as a share where it can be counted. */
export interface Wait {
  title: string
  text?: string
  progress?: { label: string; value: number; max: number }
  /** Whether the last picture stays in view behind it. */
  over: boolean
}

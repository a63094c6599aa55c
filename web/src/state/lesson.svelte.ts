/** The lesson that a link asks for: which parts of the page are hidden, and which are shown but locked. */

import { getContext, setContext } from 'svelte'
import { covers } from '../address/lesson'

const KEY = Symbol('lesson')
/** What the page says where something is locked. */
export const LOCKED = 'Locked by this lesson’s link'

export class Lesson {
  hide = $state.raw<string[]>([])
  lock = $state.raw<string[]>([])

  hides = (name: string): boolean => covers(this.hide, name)
  /** What is hidden is locked as well, also for keys. */
  locks = (name: string): boolean => covers(this.lock, name) || this.hides(name)
}

/** For the components below. A component that has nothing to do with the run gives its own children a lesson without rules. */
export const giveLesson = (lesson: Lesson): Lesson => setContext(KEY, lesson)
export const lessonOf = (): Lesson => getContext<Lesson | undefined>(KEY) ?? new Lesson()

/** The lesson that a link asks for: which parts of the page are away, and which are shown but held fast. */

import { getContext, setContext } from 'svelte'
import { covers } from '../address/lesson'

const KEY = Symbol('lesson')
/** What a person is told where something cannot be moved. */
export const LOCKED = 'Locked by this lesson’s link'

export class Lesson {
  hide = $state.raw<string[]>([])
  lock = $state.raw<string[]>([])

  hides = (name: string): boolean => covers(this.hide, name)
  /** What is away cannot be moved either, by no key. */
  locks = (name: string): boolean => covers(this.lock, name) || this.hides(name)
}

/** For the components below; one that opens a world of its own gives it a lesson without rules. */
export const giveLesson = (lesson: Lesson): Lesson => setContext(KEY, lesson)
export const lessonOf = (): Lesson => getContext<Lesson | undefined>(KEY) ?? new Lesson()

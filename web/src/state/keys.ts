/** Which key does what, as the list of actions says, and when a key press belongs to somebody else. */

import { ACTIONS, perform, type ActionName, type Scene, type Shortcut } from './actions'

/** What a key asks for. */
export interface Asked {
  name: ActionName
  args: unknown[]
  repeats: boolean
}

const ALL = Object.entries(ACTIONS).flatMap(([name, described]) => {
  const {
    keys = [],
    inSlow = false,
    repeats = false,
  }: { keys?: Shortcut[]; inSlow?: boolean; repeats?: boolean } = described as object
  return keys.map((key) => ({ name: name as ActionName, key, inSlow, repeats }))
})

/** What the stage does with keys by itself. */
const ON_STAGE = {
  keys: '← ↑ ↓ →',
  does: 'on the stage: move the cross that reads values off, ten times as far with Shift',
}

/** For the help dialog, in reading order. */
export const SHORTCUTS: { keys: string; does: string }[] = ALL.flatMap(({ name, key: { shown, does } }) => {
  const line = shown && does ? [{ keys: shown, does }] : []
  return name === 'draw' ? [ON_STAGE, ...line] : line
})

interface Press {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/**
 * What holds the focus: `press` is used by buttons and links, `arrows` by sliders and lists, `both` by tabs, `text` by
 * fields.
 */
export type Holder = 'nothing' | 'press' | 'arrows' | 'both' | 'text'

/** The keys that each holder keeps for itself. */
const KEPT: Record<Holder, (key: string) => boolean> = {
  nothing: () => false,
  press: (key) => key === ' ',
  arrows: (key) => key.startsWith('Arrow'),
  both: (key) => key === ' ' || key.startsWith('Arrow'),
  text: () => true,
}

/** `slow`: whether slow motion is open. */
export function actionOf(press: Press, holder: Holder, slow: boolean): Asked | null {
  if (press.ctrlKey || press.metaKey || press.altKey || KEPT[holder](press.key)) return null
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  // Letters and signs are the same with Shift, which some keyboards need for them.
  const pressed = press.shiftKey && key.length > 1 ? `Shift ${key}` : key
  const fits = ALL.filter(({ key, inSlow }) => key.press === pressed && (slow || !inSlow))
  const found = fits.find(({ inSlow }) => inSlow) ?? fits[0]
  return found ? { name: found.name, args: found.key.args, repeats: found.repeats } : null
}

export function holderOf(element: Element | null): Holder {
  if (!element) return 'nothing'
  // Menus and dialogs have keys of their own.
  if (element.closest('[popover], dialog')) return 'text'
  if (element.matches('[role=tab], [role=gridcell]')) return 'both'
  if (element.matches('input[type=range], [role=slider], [role=application]')) return 'arrows'
  if (element.matches('input:not([type=checkbox]), select, textarea, [contenteditable]')) return 'text'
  return element.matches('button, a, summary, input') ? 'press' : 'nothing'
}

/** What the page does with the keys that are pressed on it. */
export class Keyboard {
  /** A button that was pressed by pointer keeps the focus, but a space after that is meant for the run. */
  #pointed = false

  constructor(readonly scene: Scene) {}

  point = (): void => void (this.#pointed = true)

  press = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') this.#pointed = false
    // The page behind a dialog is out of reach.
    if (document.querySelector('dialog:modal')) return
    const { session, page } = this.scene
    const asked = actionOf(event, this.#holder(), session.stage?.slow.active ?? false)
    if (!asked || !(page.settings.keys || asked.name === 'slowLeave')) return
    event.preventDefault()
    if (event.repeat && !asked.repeats) return
    const act = perform as (scene: Scene, name: ActionName, ...args: unknown[]) => void
    act(this.scene, asked.name, ...asked.args)
  }

  #holder(): Holder {
    const holder = holderOf(document.activeElement)
    if (!this.#pointed) return holder
    return holder === 'press' ? 'nothing' : holder === 'both' ? 'arrows' : holder
  }
}

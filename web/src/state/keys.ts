/** Which key does what, and when a key press belongs to somebody else. */

export type Action =
  'toggle' | 'step' | 'step10' | 'reset' | 'fullscreen' | 'slow' | 'back' | 'help' | 'morph' | 'draw' | `layer${number}`

/** For the help dialog, in reading order. */
export const SHORTCUTS: { keys: string; does: string }[] = [
  { keys: 'Space', does: 'play or pause' },
  { keys: '→', does: 'one step' },
  { keys: 'Shift →', does: 'ten steps' },
  { keys: 'S', does: 'slow motion: the next step, line by line; then → and ← go through it, Esc leaves it' },
  { keys: 'R', does: 'reset: step 0, same seed, your settings' },
  { keys: '1 – 9', does: 'show or hide a layer of the picture; the legend says which' },
  { keys: 'M', does: 'data in the plane: back to the square of noise, and again to where the generator puts it' },
  {
    keys: '← ↑ ↓ →',
    does: 'on the stage: move the cross that reads values off, ten times as far with Shift',
  },
  { keys: 'E', does: 'draw or edit your own data' },
  { keys: 'F', does: 'full screen' },
  { keys: '?', does: 'this help' },
]

/** The parts of the page whose locks hold for a key as well. */
export function partsOf(action: Action): string[] {
  if (action.startsWith('layer') || action === 'morph') return ['layers']
  if (action === 'draw') return ['data']
  // It makes rounds, and it is shown beside the diagram.
  if (action === 'slow' || action === 'back') return ['transport', 'diagram']
  return ['toggle', 'step', 'step10', 'reset'].includes(action) ? ['transport'] : []
}

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

export function actionOf(press: Press, holder: Holder): Action | null {
  if (press.ctrlKey || press.metaKey || press.altKey || holder === 'text') return null
  const arrows = holder === 'arrows' || holder === 'both'
  switch (press.key) {
    case ' ':
      return holder === 'press' || holder === 'both' ? null : 'toggle'
    case 'ArrowRight':
      if (arrows) return null
      return press.shiftKey ? 'step10' : 'step'
    case 'ArrowLeft':
      return arrows ? null : 'back'
    case 's':
    case 'S':
      return 'slow'
    case 'r':
    case 'R':
      return 'reset'
    case 'f':
    case 'F':
      return 'fullscreen'
    case 'm':
    case 'M':
      return 'morph'
    case 'e':
    case 'E':
      return 'draw'
    case '?':
      return 'help'
  }
  return /^[1-9]$/.test(press.key) ? `layer${Number(press.key)}` : null
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

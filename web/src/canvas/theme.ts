/** The colours and line widths for canvases. They are defined in the style sheet and read from there. */

export interface Theme {
  ink: string
  muted: string
  paper: string
  surface: string
  real: string
  fake: string
  /** The ends and the middle of D's field. */
  looksReal: string
  looksFake: string
  neutral: string
  /** The ends of D − D*: D too low, D too high. */
  tooLow: string
  tooHigh: string
  font: string
  /** Size of small text, in CSS pixels. */
  text: number
  /** Width of a thin line, in CSS pixels. */
  line: number
  /** Radius of a sample's mark, in CSS pixels. */
  dot: number
}

export function readTheme(root: Element): Theme {
  const style = getComputedStyle(root)
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const figure = (name: string): number => parseFloat(colour(name))
  return {
    ink: colour('ink'),
    muted: colour('muted'),
    paper: colour('paper'),
    surface: colour('surface'),
    real: colour('real'),
    fake: colour('fake'),
    looksReal: colour('looks-real'),
    looksFake: colour('looks-fake'),
    neutral: colour('neutral'),
    tooLow: colour('too-low'),
    tooHigh: colour('too-high'),
    font: style.fontFamily,
    text: figure('canvas-text') * parseFloat(style.fontSize),
    line: figure('canvas-line'),
    dot: figure('canvas-dot'),
  }
}

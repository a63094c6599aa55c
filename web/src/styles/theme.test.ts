import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, difference, lab, VISIONS } from './vision.test-help'

const CSS = readFileSync(new URL('./theme.css', import.meta.url), 'utf-8')

/** Colours by name, of one block of the style sheet. */
function block(selector: string): Record<string, string> {
  const [, body = ''] = CSS.split(`${selector} {`)
  const found = body.slice(0, body.indexOf('}')).matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)
  return Object.fromEntries([...found].map(([, name, value]) => [name!, value!]))
}

const light = block(':root')
const THEMES: Record<string, Record<string, string>> = {
  light,
  dark: { ...light, ...block(":root[data-theme='dark']") },
  projector: { ...light, ...block(":root[data-theme='projector']") },
}

/** What is drawn beside each other and means different things: samples, losses (D in ink, G in the colour of fakes), words, field. */
const PAIRS = [
  ['real', 'fake'],
  ['ink', 'fake'],
  ['ink', 'real'],
  ['real-text', 'fake-text'],
  ['looks-real', 'looks-fake'],
  ['looks-real', 'neutral'],
  ['looks-fake', 'neutral'],
  ['too-low', 'too-high'],
  ['too-low', 'neutral'],
  ['too-high', 'neutral'],
] as const
const GROUNDS = ['paper', 'surface', 'raised', 'sunken']

const cases = Object.keys(THEMES).flatMap((theme) => Object.keys(VISIONS).map((vision) => ({ theme, vision })))

describe('the colours', () => {
  it.each(cases)('stay apart in the $theme theme to $vision vision', ({ theme, vision }) => {
    const colours = THEMES[theme]!
    const near = PAIRS.map(([one, other]) => ({
      pair: `${one}, ${other}`,
      apart: difference(colours[one]!, colours[other]!, VISIONS[vision]!),
    })).filter(({ apart }) => !(apart >= 20))
    expect(near).toEqual([])
  })

  it.each(Object.keys(THEMES))('of words can be read on every ground of the %s theme', (theme) => {
    const colours = THEMES[theme]!
    const faint = ['ink', 'muted', 'real-text', 'fake-text', 'danger']
      .flatMap((text) => GROUNDS.map((ground) => ({ text, ground, ratio: contrast(colours[text]!, colours[ground]!) })))
      .filter(({ ratio }) => !(ratio >= 4.5))
    expect(faint).toEqual([])
  })

  it.each(Object.keys(THEMES))('of marks and edges are seen on the grounds of the %s theme', (theme) => {
    const colours = THEMES[theme]!
    const faint = ['real', 'fake', 'edge', 'good', 'warn', 'danger']
      .flatMap((mark) =>
        ['paper', 'surface', 'neutral'].map((ground) => ({
          mark,
          ground,
          ratio: contrast(colours[mark]!, colours[ground]!),
        })),
      )
      .filter(({ ratio }) => !(ratio >= 3))
    expect(faint).toEqual([])
  })
})

describe('the measure itself', () => {
  it('knows Lab', () => {
    lab('#ffffff', VISIONS['full']!).forEach((part, i) => expect(part).toBeCloseTo([100, 0, 0][i]!, 1))
    const red = lab('#ff0000', VISIONS['full']!)
    expect(red.map(Math.round)).toEqual([53, 80, 67])
  })

  it('leaves grey as it is to every vision', () => {
    const grey = lab('#808080', VISIONS['full']!)
    for (const vision of Object.values(VISIONS))
      lab('#808080', vision).forEach((part, i) => expect(part).toBeCloseTo(grey[i]!, 2))
  })

  it('calls red and green of one brightness alike to two primaries', () => {
    const [red, green] = ['#b05a2a', '#7f7a1e']
    expect(difference(red!, green!, VISIONS['full']!)).toBeGreaterThan(30)
    expect(difference(red!, green!, VISIONS['deutan']!)).toBeLessThan(20)
  })

  it('knows contrast', () => {
    expect(contrast('#000', '#fff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
})

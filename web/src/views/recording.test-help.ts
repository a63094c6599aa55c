/** A drawing context that writes down what is drawn, and a theme to draw with. */

import type { Theme } from '../canvas/theme'

export const THEME: Theme = {
  ink: '#111111',
  muted: '#666666',
  paper: '#fbfaf8',
  surface: '#ffffff',
  real: '#0072b2',
  fake: '#d55e00',
  looksReal: '#7db4d8',
  looksFake: '#f0b184',
  neutral: '#f6f4f0',
  tooLow: '#5fa777',
  tooHigh: '#a982c0',
  font: 'sans-serif',
  text: 11,
  line: 1,
  dot: 2.5,
}

export interface Stroke {
  /** Name of the method. */
  does: string
  with: unknown[]
  /** Colour and width at that moment. */
  fill: unknown
  stroke: unknown
  dash: number[]
}

export interface Recording {
  context: CanvasRenderingContext2D
  strokes: Stroke[]
  /** Arguments of every call of one method. */
  calls(does: string): unknown[][]
}

export function recording(): Recording {
  const strokes: Stroke[] = []
  const state: Record<string | symbol, unknown> = {}
  let dash: number[] = []
  const context = new Proxy(state, {
    get: (_, name) =>
      name in state
        ? state[name]
        : (...given: unknown[]) => {
            if (name === 'setLineDash') dash = given[0] as number[]
            strokes.push({
              does: String(name),
              with: given,
              fill: state['fillStyle'],
              stroke: state['strokeStyle'],
              dash,
            })
          },
  }) as unknown as CanvasRenderingContext2D
  return {
    context,
    strokes,
    calls: (does) => strokes.filter((stroke) => stroke.does === does).map((stroke) => stroke.with),
  }
}

/** Stands for the small canvas that a field is painted on. */
export class FakeOffscreenCanvas {
  constructor(
    public width: number,
    public height: number,
  ) {}
  getContext() {
    return {
      createImageData: (width: number, height: number) => ({
        data: new Uint8ClampedArray(4 * width * height),
      }),
      putImageData: () => {},
    }
  }
}

/** What a chart draws. */

export interface Series {
  label: string
  /** A CSS colour of the theme. */
  colour: string
  /** One value for each step of the chart. */
  values: number[]
  /** What a good value would be, drawn as a level across the chart. */
  level: number | null
  /** What that level is called: "optimum", "floor", "ceiling". */
  levelName?: string
  /** In TeX. */
  formula?: string
  unit?: string
  /** Values that are not there at every step are marked with points. */
  sparse?: boolean
  /** The mark at the end of the line, which distinguishes lines without colour. */
  mark: 'dot' | 'triangle' | 'square'
}

/** A mark of radius 1 around (0, 0), as an SVG path. */
export const MARKS: Record<Series['mark'], string> = {
  dot: 'M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z',
  triangle: 'M0-1.2 1.05 .65H-1.05Z',
  square: 'M-.85-.85H.85V.85H-.85Z',
}

/**
 * The run's measures over its steps: what the server had when the page came, then what comes with pictures. They begin
 * anew whenever the run is built again.
 */

export type Values = Record<string, number | null>

const LIMIT = 2_000

export class History {
  steps: number[] = []
  columns: Record<string, number[]> = {}

  clear(): void {
    this.steps = []
    this.columns = {}
  }

  /** Adds the measures of a step that is newer than all here; older ones are here already. */
  add(step: number, values: Values): void {
    if (step <= (this.steps.at(-1) ?? -1)) return
    for (const name of Object.keys(values)) this.columns[name] ??= this.steps.map(() => NaN)
    this.steps.push(step)
    for (const [name, column] of Object.entries(this.columns)) column.push(values[name] ?? NaN)
    if (this.steps.length > LIMIT) this.#thin()
  }

  /** Puts what was measured before in front of what is here; null is what was not measured, or not finite. */
  fill(steps: number[], columns: Record<string, (number | null)[]>): void {
    const first = this.steps[0] ?? Infinity
    const earlier = steps.filter((step) => step < first)
    const names = new Set([...Object.keys(columns), ...Object.keys(this.columns)])
    for (const name of names) {
      const before = earlier.map((_, i) => columns[name]?.[i] ?? NaN)
      this.columns[name] = [...before, ...(this.columns[name] ?? this.steps.map(() => NaN))]
    }
    this.steps = [...earlier, ...this.steps]
    if (this.steps.length > LIMIT) this.#thin()
  }

  /** Removes every second row of the older half; recent rows stay as they came. */
  #thin(): void {
    const stays = (_: unknown, i: number): boolean => i >= LIMIT / 2 || i % 2 === 0
    this.steps = this.steps.filter(stays)
    for (const [name, column] of Object.entries(this.columns)) this.columns[name] = column.filter(stays)
  }
}

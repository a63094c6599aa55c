/** Lists of numbers or points as text: one row a line, numbers parted by commas, semicolons, tabs or spaces. */

export function printRows(rows: unknown[]): string {
  return rows.map((row) => (Array.isArray(row) ? row.join(', ') : String(row))).join('\n')
}

/** The rows, or a sentence that names the first line that is not one. */
export function parseRows(text: string): number[][] | string {
  const rows: number[][] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const row = line
      .trim()
      .split(/[\s,;]+/)
      .map(Number)
    if (row.some((number) => !Number.isFinite(number)))
      return `Line ${i + 1}, “${line.trim().slice(0, 20)}”, is not a row of numbers.`
    rows.push(row)
  }
  return rows.length ? rows : 'There is no row yet.'
}

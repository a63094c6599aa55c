/** A variant's page is the text its Python file begins with; this finds its paragraphs. */

export interface Paragraph {
  /** "Watch for:", "Try:" or "Deviations:", where it begins with one. */
  lead: string
  text: string
  /** Indented in the source: formulas and algorithms, whose line breaks mean something. */
  verbatim: boolean
}

const LEAD = /^(Watch for|Try|Deviations):\s*/

export function paragraphsOf(docstring: string): Paragraph[] {
  // A lead begins a paragraph of its own, also where no empty line stands before it.
  const blocks = docstring.trim().split(/\n\s*\n|\n(?=(?:Watch for|Try|Deviations):)/)
  return blocks.map((block) => {
    const verbatim = /^ {2,}/.test(block)
    const lead = LEAD.exec(block)?.[0].trim() ?? ''
    return { lead, text: verbatim ? dedent(block) : block.replace(LEAD, ''), verbatim }
  })
}

function dedent(block: string): string {
  const lines = block.split('\n')
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)))
  return lines.map((line) => line.slice(indent)).join('\n')
}

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

export interface Span {
  text: string
  look: 'plain' | 'em' | 'code' | 'sub'
}

/** `*so*`, what stands in backquotes, and an index as in `L_D` or `E_{x,z}`; the star of `D*` is no emphasis. */
const MARKS = /(?<![\p{L}\p{M}\d)])\*(?=\S)([^*]+)\*|`([^`]+)`|(?<=[\p{L}\p{M}])_(?:\{([^}]*)\}|([\p{L}\p{M}\d]+))/gu

/** The parts of a text that look different from what is around them. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const match of text.matchAll(MARKS)) {
    const [whole, em, code] = match
    if (match.index > end) spans.push({ text: text.slice(end, match.index), look: 'plain' })
    spans.push({ text: em ?? code ?? match[3] ?? match[4]!, look: em ? 'em' : code ? 'code' : 'sub' })
    end = match.index + whole.length
  }
  if (end < text.length) spans.push({ text: text.slice(end), look: 'plain' })
  return spans
}

/** What a variant is, in a sentence: the first one after its citation. */
export function gistOf(docstring: string): string {
  const text = paragraphsOf(docstring)[1]?.text ?? ''
  const [sentence] = text.replace(/\s+/g, ' ').split(/(?<=\.) /)
  return spansOf(sentence!)
    .map(({ text }) => text)
    .join('')
}

/** What an address says of the page itself and not of its experiment: a catalogue is not needed to read it. */

/** The smallest GAN is open where an address says `dirac`; its own parameters follow a point. */
const DIRAC = 'dirac'

export interface PageParts {
  /** Ids of the stage's layers to show, undefined where the link does not say. */
  layers?: string[] | undefined
  /** Parameters of the smallest GAN; null where it is not open. */
  dirac?: Record<string, string> | null
}

export const pairsIn = (hash: string): URLSearchParams => new URLSearchParams(hash.replace(/^#/, ''))

/** Takes the page's own keys out of what an address gives. */
export function takeParts(given: URLSearchParams): PageParts {
  const layers = given.get('layers')?.split(',').filter(Boolean)
  given.delete('layers')
  return { layers, dirac: takeDirac(given) }
}

function takeDirac(given: URLSearchParams): Record<string, string> | null {
  const own = [...given].filter(([key]) => key === DIRAC || key.startsWith(`${DIRAC}.`))
  for (const [key] of own) given.delete(key)
  const parameters = own.map(([key, text]) => [key.slice(DIRAC.length + 1), text] as const)
  return own.length ? Object.fromEntries(parameters.filter(([name]) => name)) : null
}

/** Keys and values as an address has them; a key whose value is empty stands alone. */
export function partsPairs({ layers, dirac }: PageParts): [string, string][] {
  const pairs: [string, string][] = []
  if (layers) pairs.push(['layers', layers.join(',')])
  if (dirac) {
    const parameters = Object.entries(dirac)
    pairs.push(...parameters.map(([key, text]): [string, string] => [`${DIRAC}.${key}`, text]))
    if (parameters.length === 0) pairs.push([DIRAC, ''])
  }
  return pairs
}

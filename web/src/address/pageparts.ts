/** The parts of an address about the page, not the experiment. They can be read without the catalogue. */

/** The smallest GAN is open where an address says `dirac`; its own parameters follow a point. */
const DIRAC = 'dirac'

export interface PageParts {
  /** Ids of the stage's layers to show, undefined where the link does not say. */
  layers?: string[] | undefined
  /** Name of the gallery's experiment that this one began as: the link's knobs are changes of it. */
  preset?: string | null
  /** Parameters of the smallest GAN; null where it is not open. */
  dirac?: Record<string, string> | null
  /** Parts and knobs that a lesson hides, and those that it locks. */
  hide?: string[]
  lock?: string[]
}

export const pairsIn = (hash: string): URLSearchParams => new URLSearchParams(hash.replace(/^#/, ''))

/** Removes the page's keys from the pairs of an address and returns them. */
export function takeParts(given: URLSearchParams): PageParts {
  const list = (key: string): string[] | undefined => {
    const names = given.get(key)?.split(',').filter(Boolean)
    given.delete(key)
    return names
  }
  const preset = given.get('preset')
  given.delete('preset')
  return {
    layers: list('layers'),
    preset,
    dirac: takeDirac(given),
    hide: list('hide') ?? [],
    lock: list('lock') ?? [],
  }
}

function takeDirac(given: URLSearchParams): Record<string, string> | null {
  const own = [...given].filter(([key]) => key === DIRAC || key.startsWith(`${DIRAC}.`))
  for (const [key] of own) given.delete(key)
  const parameters = own.map(([key, text]) => [key.slice(DIRAC.length + 1), text] as const)
  return own.length ? Object.fromEntries(parameters.filter(([name]) => name)) : null
}

/** The same address with another lesson in it. */
export function forLesson(hash: string, lesson: Required<Pick<PageParts, 'hide' | 'lock'>>): string {
  const others = hash
    .replace(/^#/, '')
    .split('&')
    .filter((pair) => pair && !/^(hide|lock)=/.test(pair))
  const pairs = [...others, ...partsPairs(lesson).map(([key, text]) => `${key}=${text}`)]
  return pairs.length ? `#${pairs.join('&')}` : ''
}

/** Keys and values as an address has them; a key whose value is empty stands alone. */
export function partsPairs({ layers, dirac, hide, lock }: PageParts): [string, string][] {
  const pairs: [string, string][] = []
  if (layers) pairs.push(['layers', layers.join(',')])
  if (hide?.length) pairs.push(['hide', hide.join(',')])
  if (lock?.length) pairs.push(['lock', lock.join(',')])
  if (dirac) {
    const parameters = Object.entries(dirac)
    pairs.push(...parameters.map(([key, text]): [string, string] => [`${DIRAC}.${key}`, text]))
    if (parameters.length === 0) pairs.push([DIRAC, ''])
  }
  return pairs
}

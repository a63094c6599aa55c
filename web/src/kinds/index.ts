/** The kinds of GANs, in the order in which the page offers them. */

import { IMAGE } from './image/kind'
import type { Kind, KindName } from './kind'
import { TOY } from './toy/kind'

export const KINDS: Kind[] = [TOY, IMAGE]

/** Where nothing is known yet, the page is laid out for the kind of the first experiment. */
export const FIRST_KIND = KINDS[0]!

export const kindNamed = (name: KindName | undefined): Kind => KINDS.find((kind) => kind.name === name) ?? FIRST_KIND

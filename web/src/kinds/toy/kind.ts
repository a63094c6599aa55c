/** The record of the kind "toy": GANs of points on the line and in the plane. */

import { lackOf } from '../../address/own-data'
import type { Kind } from '../kind'

export const TOY: Kind = {
  name: 'toy',
  title: 'Points',
  speeds: [1, 2, 5, 10, 20, 30, 60, 120, 250, 500, 1000, 2000, null],
  usualSpeed: 120,
  actions: ['slow', 'draw', 'morph'],
  words: {
    onItsWay: 'The points are not here yet: a moment',
    turning: { title: 'Back to the points …' },
    lost: 'two seconds',
    cannotBegin: null,
  },
  coversOldPictures: false,
  owns: ({ toy }) => toy !== null,
  waits: () => null,
  lackOfLink: ({ toy }, recipe) => lackOf({ recipe, points: toy?.points ?? 0 }),
}

/** The record of the kind "image": GANs of images. */

import type { Loading, Run } from '../../wire/protocol'
import { fixed } from '../../words/format'
import type { Kind, Wait } from '../kind'

export const IMAGE: Kind = {
  name: 'image',
  title: 'Images',
  // A step takes tens of milliseconds or more, so a higher limit would change nothing.
  speeds: [1, 2, 5, 10, 20, null],
  usualSpeed: null,
  actions: ['upload'],
  words: {
    onItsWay: 'The images are not here yet: a moment',
    turning: {
      title: 'Starting the image GANs …',
      text: 'The first time, this takes some seconds. Transport and knobs wait until they are here.',
    },
    lost: 'a minute',
    cannotBegin: 'Training cannot begin',
  },
  coversOldPictures: true,
  owns: ({ image }) => image !== null,
  waits: ({ image }) => image && waitFor(image),
  // The link names the upload, and the server has the images.
  lackOfLink: () => null,
}

/** A run waits for its images, then for the device. */
function waitFor({ loading, place }: NonNullable<Run['image']>): Wait | null {
  if (loading) return waitForImages(loading)
  if (!place) return null
  const queue = place === 1 ? 'It is the next in the queue' : `It has place ${place} in the queue`
  return {
    title: 'Waiting for the device',
    text: `${queue}: another run trains first. It makes room when its page pauses it or is closed; this one then starts by itself.`,
    over: true,
  }
}

function waitForImages({ here, total }: Loading): Wait {
  const wait = { title: 'Loading the images', over: false }
  if (!total) return wait
  return {
    ...wait,
    text: `${megabytes(here)} of ${megabytes(total)} MB`,
    progress: { label: 'Bytes that are here', value: here, max: total },
  }
}

const megabytes = (bytes: number): string => fixed(bytes / 1e6, 1)

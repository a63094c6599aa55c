/** The layers of the stage, in the order of the legend and of the keys. */

import type { LayerInfo } from './view'

const REAL: LayerInfo = {
  id: 'real',
  key: 1,
  label: 'Real',
  title: 'Samples of the data',
  mark: 'dot',
  needs: [],
}
const FAKE: LayerInfo = {
  id: 'fake',
  key: 2,
  label: 'Fake',
  title: 'Samples of the generator',
  mark: 'triangle',
  needs: ['fake'],
}

/** Of the plane. A critic's output is no probability: for it there is no best D to compare with. */
export function planeLayers(critic: boolean): LayerInfo[] {
  const layers: LayerInfo[] = [
    REAL,
    FAKE,
    {
      id: 'field',
      key: 3,
      label: critic ? 'Critic' : 'D',
      title: `${critic ? 'The critic’s' : 'D’s'} opinion of every place: blue looks real, orange looks fake`,
      mark: 'field',
      needs: ['field'],
    },
    {
      id: 'lines',
      key: 4,
      label: critic ? 'Midway' : 'D = ½',
      title: 'Lines of equal opinion, strong where it is neither real nor fake',
      mark: 'contour',
      needs: ['field'],
    },
  ]
  if (!critic)
    layers.push(
      {
        id: 'optimum',
        key: 5,
        label: 'D*',
        title: 'The best D for these fakes, p/(p + q): its line at ½, and its field where D’s is off',
        mark: 'broken',
        needs: ['optimum'],
      },
      {
        id: 'difference',
        key: 6,
        label: 'D − D*',
        title: 'How far D is from the best D: violet where it is too high, green where it is too low',
        mark: 'difference',
        needs: ['field', 'optimum'],
      },
    )
  return [
    ...layers,
    {
      id: 'manifold',
      key: 7,
      label: 'Grid of z',
      title: 'G as a grid over its noise, darker where more fakes lie: every cell holds as many',
      mark: 'grid',
      needs: ['manifold'],
    },
    {
      id: 'gradient',
      key: 8,
      label: 'Gradient',
      title: 'How G is told to move its samples: −∂L/∂x at a part of the fakes, with its usual length',
      mark: 'arrow',
      needs: ['fake', 'gradient'],
    },
    {
      id: 'trails',
      key: 9,
      label: 'Trails',
      title: 'Where each fake has been in the last pictures',
      mark: 'trail',
      needs: ['fake'],
    },
  ]
}

/** Of the line. */
export function lineLayers(critic: boolean): LayerInfo[] {
  const layers: LayerInfo[] = [
    { id: 'real', key: 1, label: 'p', title: 'Density of the data', mark: 'dotted', needs: ['density'] },
    { id: 'fake', key: 2, label: 'q', title: 'Density of the fakes', mark: 'solid', needs: ['density'] },
    {
      id: 'field',
      key: 3,
      label: critic ? 'Critic' : 'D',
      title: `${critic ? 'The critic’s' : 'D’s'} opinion: high looks real, low looks fake`,
      mark: 'dashed',
      needs: ['field'],
    },
    {
      id: 'lines',
      key: 4,
      label: 'z → G(z)',
      title: 'Where G puts evenly spaced noise',
      mark: 'threads',
      needs: ['density'],
    },
  ]
  if (!critic)
    layers.push({
      id: 'd_star',
      key: 5,
      label: 'D*',
      title: 'The best D for this p and q, p/(p + q)',
      mark: 'thin',
      needs: ['density'],
    })
  return [
    ...layers,
    {
      id: 'histogram',
      key: 6,
      label: 'Histogram',
      title: 'Histogram of plain fakes, under q',
      mark: 'bars',
      needs: ['histogram'],
    },
    {
      id: 'gradient',
      key: 8,
      label: 'Gradient',
      title: 'How G is told to move its samples along x: −∂L/∂x, with its usual length',
      mark: 'arrow',
      needs: ['fake', 'gradient'],
    },
  ]
}

import { describe, expect, it } from 'vitest'
import type { Property } from '../wire/catalogue'
import { CATALOGUE } from '../wire/fixtures.test-help'
import { lackOf } from './own-data'
import { formatAddress, inShort, parseAddress } from './url'

const HOME = CATALOGUE.default

describe('parseAddress', () => {
  it('takes defaults for what an address leaves out', () => {
    expect(parseAddress('', CATALOGUE)).toEqual({
      recipe: HOME,
      speed: undefined,
      parts: { layers: undefined, preset: null, dirac: null, hide: [], lock: [] },
      notices: [],
    })
  })

  it('reads an experiment', () => {
    const { recipe, speed, parts, notices } = parseAddress(
      '#variant=wgan&data=ring&lr_d=2e-3&data.radius=0.5&seed=7&speed=full&layers=real,field',
      CATALOGUE,
    )
    expect(recipe).toEqual({
      variant: 'wgan',
      data: 'ring',
      knobs: { lr_d: 0.002 },
      data_knobs: { radius: 0.5 },
      seed: 7,
    })
    expect(speed).toBeNull()
    expect(parts.layers).toEqual(['real', 'field'])
    expect(notices).toEqual([])
  })

  it('puts values into their range and says so', () => {
    const { recipe, notices } = parseAddress('#lr_d=5&width=0', CATALOGUE)
    expect(recipe.knobs).toEqual({ lr_d: 1, width: 1 })
    expect(notices).toEqual([
      'Learning rate of D 5 is outside 0 … 1; it is now 1.',
      'Width 0 is outside 1 … 256; it is now 1.',
    ])
  })

  it.each([
    ['#variant=magic', 'There is no game called “magic”; this is GAN.'],
    ['#data=magic', 'There are no data called “magic”; these are Two Gaussians.'],
    ['#seed=-1', 'seed “-1”'],
    ['#seed=', 'seed “”'],
    ['#speed=fast', 'speed “fast”'],
    ['#speed=9999', 'speed 9999 is outside 1 … 2000 steps a second; it is now 2000'],
    ['#speed=-3', 'it is now 1'],
    ['#loss=hinge', 'Loss cannot be “hinge” (allowed: non-saturating, minimax)'],
    ['#lr_d=high', 'Learning rate of D cannot be “high”'],
    ['#lr_d=', 'Learning rate of D cannot be “”'],
    ['#lr_q=1', '“lr_q” in the address is not known'],
    ['#data.radius=2', '“data.radius” in the address is not known'],
  ])('ignores what %s gets wrong, and says it', (hash, words) => {
    const { recipe, notices } = parseAddress(hash, CATALOGUE)
    expect(recipe).toEqual(HOME)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toContain(words)
  })
})

describe('several mistakes', () => {
  it('do not switch off what a link meant to set', () => {
    const { recipe, notices } = parseAddress('#lr_d=-5', CATALOGUE)
    expect(recipe.knobs).toEqual({ lr_d: 0.001 })
    expect(notices).toEqual(['Learning rate of D -5 is outside 0 … 1; it is now 0.001.'])
    expect(parseAddress('#lr_d=0', CATALOGUE)).toMatchObject({ recipe: { knobs: { lr_d: 0 } }, notices: [] })
  })

  it('are told in a few sentences', () => {
    const { notices } = parseAddress('#variant=magic&data=magic&a=1&b=2&lr_d=5&width=0', CATALOGUE)
    expect(notices).toContain('“a”, “b” in the address are not known here and were ignored.')
    expect(inShort(notices)).toBe(`${notices.slice(0, 3).join(' ')} And 2 more.`)
    expect(inShort(notices.slice(0, 2))).toBe(notices.slice(0, 2).join(' '))
  })
})

describe('formatAddress', () => {
  it('is empty for the first experiment, even where every knob has its value', () => {
    const knobs = { lr_d: 0.001, width: 32, loss: 'non_saturating' }
    expect(formatAddress({ ...HOME, knobs }, CATALOGUE)).toBe('')
  })

  it('is read back as what it was written from', () => {
    const recipe = {
      variant: 'gan',
      data: 'ring',
      knobs: { lr_d: 0.0002, loss: 'minimax' },
      data_knobs: { radius: 0.3 },
      seed: 9,
    }
    const hash = formatAddress(recipe, CATALOGUE, {
      speed: null,
      layers: ['fake', 'lines'],
      hide: ['transport'],
      lock: ['lr_d', 'data.radius'],
      dirac: { loss: 'wgan', h: '0.5' },
    })
    expect(hash).toBe(
      '#data=ring&lr_d=0.0002&loss=minimax&data.radius=0.3&seed=9&speed=full&layers=fake,lines&hide=transport&lock=lr_d,data.radius&dirac.loss=wgan&dirac.h=0.5',
    )
    expect(parseAddress(hash, CATALOGUE)).toEqual({
      recipe,
      speed: null,
      parts: {
        layers: ['fake', 'lines'],
        preset: null,
        hide: ['transport'],
        lock: ['lr_d', 'data.radius'],
        dirac: { loss: 'wgan', h: '0.5' },
      },
      notices: [],
    })
  })

  it('carries a switch as true or false', () => {
    const freeze_d: Property = { type: 'boolean', default: false, label: 'Frozen' }
    const { toy, image } = CATALOGUE.kinds
    const [gan, ...others] = toy.variants
    const schema = { properties: { ...gan!.schema.properties, freeze_d } }
    const catalogue = {
      ...CATALOGUE,
      kinds: { toy: { ...toy, variants: [{ ...gan!, schema }, ...others] }, image },
    }
    const recipe = { ...HOME, knobs: { freeze_d: true } }
    expect(formatAddress(recipe, catalogue)).toBe('#freeze_d=true')
    expect(parseAddress('#freeze_d=true', catalogue)).toMatchObject({ recipe, notices: [] })
    expect(formatAddress({ ...HOME, knobs: { freeze_d: false } }, catalogue)).toBe('')
    expect(parseAddress('#freeze_d=1', catalogue).notices[0]).toContain('allowed: true, false')
  })

  it('says that the smallest GAN is open even where all of it is usual', () => {
    expect(formatAddress(HOME, CATALOGUE, { dirac: {} })).toBe('#dirac')
    expect(parseAddress('#dirac', CATALOGUE)).toMatchObject({ parts: { dirac: {} }, notices: [] })
    expect(formatAddress(HOME, CATALOGUE, { dirac: null })).toBe('')
  })
})

describe('own points in an address', () => {
  const own = (data: string, points: number[][], others = {}) => ({
    ...HOME,
    data,
    data_knobs: { points, ...others },
  })

  it.each([
    [
      'points',
      [
        [0.31, 0.7],
        [-0.2, 5e-7],
      ],
      {},
      '#data=points&points=0.31,0.7;-0.2,5e-7',
    ],
    ['points_1d', [[3], [1.5]], {}, '#data=points_1d&points=3;1.5'],
    ['points', [[1, 2]], { radius: 2 }, '#data=points&data.radius=2&points=1,2'],
  ] as const)('are readable and read back: %s %j', (data, points, others, hash) => {
    const recipe = own(data, points as never, others)
    expect(formatAddress(recipe, CATALOGUE)).toBe(hash)
    expect(parseAddress(hash, CATALOGUE)).toMatchObject({ recipe, notices: [] })
  })

  it('are left out where they are the usual ones or too many', () => {
    expect(formatAddress(own('points', [[0, 1]]), CATALOGUE)).toBe('#data=points')
    const many = Array.from({ length: 600 }, (_, i) => [Math.sin(i), Math.cos(i)])
    expect(formatAddress(own('points', many), CATALOGUE)).toBe('#data=points')
  })

  it('say of which kind the data are', () => {
    expect(parseAddress('#points=1;2', CATALOGUE).recipe.data).toBe('points_1d')
    expect(parseAddress('#points=1,2', CATALOGUE).recipe.data).toBe('points')
  })

  it.each([
    ['#data=ring&points=1,2', 'do not belong to “Ring”'],
    ['#data=points&points=1;2', 'do not belong to “Own points”'],
    ['#data=points&points=', 'no points in the address'],
    ['#points=1,2;x,1', 'Point 2 of the address, “x,1”'],
  ])('that are wrong are said: %s', (hash, words) => {
    const { notices } = parseAddress(hash, CATALOGUE)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toContain(words)
  })

  it('that a link cannot carry are said', () => {
    const few = own('points', [[1, 2]])
    expect(lackOf({ recipe: few, points: 1 })).toBeNull()
    expect(lackOf({ recipe: HOME, points: 0 })).toBeNull()
    expect(lackOf({ recipe: { ...few, data_knobs: {} }, points: 1500 })).toContain('Your 1,500 points')
  })
})

describe('an experiment of the gallery', () => {
  const started = { variant: 'gan', data: 'ring', knobs: { lr_d: 0.5, width: 2 }, data_knobs: {}, seed: 1 }

  it('is a name, and what was turned since', () => {
    expect(formatAddress(started, CATALOGUE, { preset: 'too_small' })).toBe('#preset=too_small')
    const turned = { ...started, knobs: { lr_d: 0.01, width: 2 }, seed: 4 }
    expect(formatAddress(turned, CATALOGUE, { preset: 'too_small' })).toBe('#preset=too_small&lr_d=0.01&seed=4')
    expect(parseAddress('#preset=too_small&lr_d=0.01&seed=4', CATALOGUE).recipe).toEqual(turned)
  })

  it('is forgotten with its game or its data', () => {
    const elsewhere = { ...started, variant: 'wgan', knobs: {} }
    expect(formatAddress(elsewhere, CATALOGUE, { preset: 'too_small' })).toBe('#variant=wgan&data=ring')
    expect(parseAddress('#preset=too_small&data=gaussians', CATALOGUE).recipe).toEqual(HOME)
  })

  it('is ignored and said where it is not known', () => {
    const { recipe, notices } = parseAddress('#preset=cats', CATALOGUE)
    expect(recipe).toEqual(HOME)
    expect(notices).toEqual(['There is no preset called “cats” in the gallery.'])
    expect(formatAddress(HOME, CATALOGUE, { preset: 'cats' })).toBe('')
  })
})

describe('images', () => {
  const ask = (hash: string) => parseAddress(hash, CATALOGUE)

  it('are named by the game or by the data', () => {
    const dcgan = { variant: 'dcgan', data: 'digits', knobs: {}, data_knobs: {}, seed: 1 }
    for (const hash of ['#variant=dcgan&data=digits', '#variant=dcgan', '#data=digits'])
      expect(ask(hash)).toMatchObject({ recipe: dcgan, notices: [] })
    const { recipe } = ask('#variant=cgan&data=shapes&data.radius=2&width=8&seed=3')
    expect(recipe).toEqual({
      variant: 'cgan',
      data: 'shapes',
      knobs: { width: 8 },
      data_knobs: { radius: 2 },
      seed: 3,
    })
  })

  it('are no data of points, nor the other way round', () => {
    expect(ask('#variant=dcgan&data=ring')).toMatchObject({
      recipe: { variant: 'dcgan', data: 'digits' },
      notices: ['There are no data called “ring”; these are Digits.'],
    })
    expect(ask('#variant=wgan&data=digits')).toMatchObject({
      recipe: { variant: 'wgan', data: 'gaussians' },
      notices: ['There are no data called “digits”; these are Two Gaussians.'],
    })
  })

  it('come back from the address they are written as', () => {
    const recipe = { variant: 'dcgan', data: 'shapes', knobs: { width: 8 }, data_knobs: { radius: 3 }, seed: 5 }
    const hash = formatAddress(recipe, CATALOGUE)
    expect(hash).toBe('#variant=dcgan&data=shapes&width=8&data.radius=3&seed=5')
    expect(ask(hash).recipe).toEqual(recipe)
  })
})

describe('own images', () => {
  const hash = '#variant=dcgan&data=own&data.upload=1234567890123456'

  it('are named by an address', () => {
    const { recipe, notices } = parseAddress(hash, CATALOGUE)
    expect(recipe).toMatchObject({ data: 'own', data_knobs: { upload: '1234567890123456' } })
    expect(notices).toEqual([])
    expect(formatAddress(recipe, CATALOGUE)).toBe(hash)
  })

  it('have no other names than uploads have', () => {
    const { recipe, notices } = parseAddress('#variant=dcgan&data=own&data.upload=cats', CATALOGUE)
    expect(recipe.data_knobs).toEqual({})
    expect(notices).toEqual(['Upload cannot be “cats” (allowed: the name of an upload); its default is used.'])
  })
})

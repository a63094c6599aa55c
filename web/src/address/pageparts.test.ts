import { expect, it } from 'vitest'
import { forLesson, pairsIn, partsPairs, takeParts } from './pageparts'

it('takes what is of the page out of an address, and leaves the experiment', () => {
  const given = pairsIn('#variant=wgan&layers=real,fake&hide=transport&dirac&dirac.h=2&preset=ring')
  expect(takeParts(given)).toEqual({
    layers: ['real', 'fake'],
    preset: 'ring',
    dirac: { h: '2' },
    hide: ['transport'],
    lock: [],
  })
  expect([...given.keys()]).toEqual(['variant'])
})

it('tells no layers from layers that are not named', () => {
  expect(takeParts(pairsIn('#layers=')).layers).toEqual([])
  expect(takeParts(pairsIn('')).layers).toBeUndefined()
  expect(takeParts(pairsIn('')).dirac).toBeNull()
})

it('writes what it has read', () => {
  expect(partsPairs({ layers: ['real'], dirac: {}, hide: [], lock: ['lr_d', 'data'] })).toEqual([
    ['layers', 'real'],
    ['lock', 'lr_d,data'],
    ['dirac', ''],
  ])
})

it('puts a lesson into an address in place of the one in it', () => {
  const lesson = { hide: ['game'], lock: ['lr_d', 'data'] }
  expect(forLesson('#seed=7&hide=transport&dirac', lesson)).toBe('#seed=7&dirac&hide=game&lock=lr_d,data')
  expect(forLesson('', lesson)).toBe('#hide=game&lock=lr_d,data')
  expect(forLesson('#hide=game', { hide: [], lock: [] })).toBe('')
})

import { expect, it } from 'vitest'
import { costWords } from './cost'

const COST = { device: 'CPU, bfloat16', steps_per_s: 27.4, seconds: 71, until: 'the first clear digits' }

it('names the device, the speed and how long it takes', () => {
  expect(costWords(COST)).toBe('CPU, bfloat16 · 27 steps a second · about 70 s to the first clear digits')
  expect(costWords({ ...COST, steps_per_s: 0.734, seconds: 500 })).toContain('0.73 steps a second · about 8 minutes')
  expect(costWords({ ...COST, seconds: 3 * 3600 })).toContain('about 3 hours')
})

it('announces nothing where nobody knows or it is past', () => {
  const short = 'CPU, bfloat16 · 27 steps a second'
  expect(costWords({ ...COST, seconds: null, until: null })).toBe(short)
})

it('says no speed where nothing trains', () => {
  expect(costWords(COST, false)).toBe('CPU, bfloat16')
})

import { expect, it } from 'vitest'
import type { Diagnosis } from '../wire/protocol'
import { Calm, HOLDS_MS, RENEWED_MS, STAYS_MS, upToDate } from './calm'

const diagnosis = (state: string, step = 100, sentence = state): Diagnosis => ({
  step,
  state,
  level: 'info',
  title: state,
  sentence,
  number: { name: 'js', value: 0.1, text: '0.1' },
  try: '',
  tune: {},
})

it('shows the first state at once, and another when it has held', () => {
  const calm = new Calm()
  expect(calm.next(null, 0)).toBeNull()
  expect(calm.next(diagnosis('learning'), 0)?.state).toBe('learning')
  const later = STAYS_MS + 10
  expect(calm.next(diagnosis('well', 200), later)?.state).toBe('learning')
  expect(calm.next(diagnosis('well', 300), later + HOLDS_MS)?.state).toBe('well')
})

it('does not flicker between two', () => {
  const calm = new Calm()
  calm.next(diagnosis('learning'), 0)
  const states = new Set<string | undefined>()
  for (let now = STAYS_MS; now < 10 * STAYS_MS; now += HOLDS_MS / 2) {
    states.add(calm.next(diagnosis((now / HOLDS_MS) % 1 ? 'learning' : 'oscillation', now), now)?.state)
  }
  expect([...states]).toEqual(['learning'])
})

it('lets a state stand before the next comes', () => {
  const calm = new Calm()
  calm.next(diagnosis('learning'), 0)
  calm.next(diagnosis('well'), 100)
  expect(calm.next(diagnosis('well'), 100 + HOLDS_MS)?.state).toBe('learning')
  expect(calm.next(diagnosis('well'), STAYS_MS)?.state).toBe('well')
})

it('renews the numbers of the same state every other second', () => {
  const calm = new Calm()
  calm.next(diagnosis('well', 100, 'JS 0.1'), 0)
  expect(calm.next(diagnosis('well', 200, 'JS 0.2'), RENEWED_MS - 1)?.sentence).toBe('JS 0.1')
  expect(calm.next(diagnosis('well', 200, 'JS 0.2'), RENEWED_MS)?.sentence).toBe('JS 0.2')
})

it('begins anew with a run that does', () => {
  const calm = new Calm()
  calm.next(diagnosis('collapse', 5000), 0)
  expect(calm.next(diagnosis('learning', 10), 1)?.state).toBe('learning')
  expect(calm.next(null, 2)).toBeNull()
})

it('names no step of the beginning once that is long past', () => {
  const begun = diagnosis('learning', 3, 'Just begun, step 3.')
  expect(upToDate(begun, 100)).toBe(begun)
  expect(upToDate(begun, 218)?.sentence).not.toContain('3')
  const later = diagnosis('learning', 9_000)
  expect(upToDate(later, 9_800)).toBe(later)
  expect(upToDate(null, 218)).toBeNull()
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AGAIN_MS, Asker, LOST_MS } from './asker'

let asked: string[]
let shown: string[]
let failed: string[]
/** Settles the oldest question under way. */
let answers: { yes: (answer: string) => void; no: (reason: Error) => void }[]
let asker: Asker<string, string>

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  shown = []
  failed = []
  answers = []
  asker = new Asker(
    (question) => {
      asked.push(question)
      return new Promise((yes, no) => answers.push({ yes, no }))
    },
    (answer, question) => shown.push(`${question}: ${answer}`),
    (reason) => failed.push(reason),
  )
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = async (answer: string | Error): Promise<void> => {
  const { yes, no } = answers.shift()!
  if (typeof answer === 'string') yes(answer)
  else no(answer)
  await vi.advanceTimersByTimeAsync(0)
}

it('asks one at a time, and of those that came meanwhile only the newest', async () => {
  asker.want('a')
  asker.want('b')
  asker.want('c')
  expect(asked).toEqual(['a'])
  await settle('1')
  expect(asked).toEqual(['a', 'c'])
  await settle('2')
  expect(shown).toEqual(['a: 1', 'c: 2'])
  await vi.advanceTimersByTimeAsync(10 * AGAIN_MS)
  expect(asked).toHaveLength(2)
})

it('asks the same again as the network learns, five times a second at most', async () => {
  asker.want('a')
  await settle('1')
  for (let i = 0; i < 20; i++) {
    asker.renew()
    await vi.advanceTimersByTimeAsync(AGAIN_MS / 10)
    if (answers.length) await settle('again')
  }
  expect(asked.length).toBeGreaterThan(1)
  expect(asked.length).toBeLessThanOrEqual(3)
  asker.want('b')
  expect(asked.at(-1)).toBe('b') // what is new does not wait
})

it('says why there is no answer, and asks again once there is something new', async () => {
  asker.want('a')
  await settle(new Error('The connection is gone.'))
  expect(failed).toEqual(['The connection is gone.'])
  await vi.advanceTimersByTimeAsync(10 * AGAIN_MS)
  expect(asked).toEqual(['a'])
  asker.renew()
  await settle('1')
  expect(shown).toEqual(['a: 1'])
})

it('gives up a question that nobody answers', async () => {
  asker.want('a')
  await vi.advanceTimersByTimeAsync(LOST_MS)
  asker.renew()
  expect(asked).toEqual(['a', 'a'])
  await settle('too late')
  expect(shown).toEqual([])
  await settle('2')
  expect(shown).toEqual(['a: 2'])
})

it('shows nothing once it is stopped', async () => {
  asker.want('a')
  asker.stop()
  await settle('1')
  asker.renew()
  expect(shown).toEqual([])
  expect(asked).toEqual(['a'])
})

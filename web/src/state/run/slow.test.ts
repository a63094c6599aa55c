import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Run, Substep, Traced } from '../../wire/protocol'
import { Slow, type Player } from './slow.svelte'

const substep = (network: 'd' | 'g', number: number, samples: Substep['samples'] = {}): Substep => ({
  number,
  of: 2,
  network,
  update: 1,
  updates: 1,
  nodes: [],
  back: false,
  title: '',
  line: '',
  values: [],
  samples,
})
const SUBSTEPS = [substep('d', 1, { x: [[1]] }), substep('d', 2, { g: [[2]] }), substep('g', 1, { z: [[3]] })]

class FakePlayer implements Player {
  run = { state: 'running', step: 7, epoch: 1, version: 1 } as Run
  asked: string[] = []
  refusal: string | null = null
  trace(): Promise<Traced> {
    this.asked.push(`trace ${this.run.step}`)
    if (this.refusal) return Promise.reject(new Error(this.refusal))
    const { step, epoch } = this.run
    return Promise.resolve({ type: 'traced', ref: 1, run: 'r', step, epoch, substeps: SUBSTEPS })
  }
  step(steps: number): void {
    this.asked.push(`step ${steps}`)
    this.run = { ...this.run, step: this.run.step + steps }
  }
  send({ type }: { type: string }): boolean {
    this.asked.push(type)
    this.run = { ...this.run, state: type === 'play' ? 'running' : 'paused' }
    return true
  }
}

let player: FakePlayer
let slow: Slow
const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0) as unknown as Promise<void>

beforeEach(async () => {
  vi.useFakeTimers()
  player = new FakePlayer()
  slow = new Slow(player)
  slow.enter(false)
  await settle()
})
afterEach(() => vi.useRealTimers())

it('pauses the run, shows its next step, and lets it train on afterwards', () => {
  expect(player.asked).toEqual(['pause', 'trace 7'])
  expect(slow.substep).toBe(SUBSTEPS[0])
  slow.leave()
  expect(player.asked.at(-1)).toBe('play')
  expect(slow.substep).toBeNull()
})

it('leaves a run paused that was paused', async () => {
  slow.leave(false)
  player.asked = []
  slow.enter(false)
  await settle()
  slow.leave()
  expect(player.asked).toEqual(['trace 7'])
})

it('goes forward and back, and makes the step once its last sub-step has been seen', async () => {
  slow.forward()
  slow.forward()
  expect(slow.index).toBe(2)
  expect(player.asked).toEqual(['pause', 'trace 7'])
  slow.forward()
  await settle()
  expect(player.asked.slice(2)).toEqual(['step 1', 'trace 8'])
  expect([slow.traced?.step, slow.index]).toEqual([8, 0])
  slow.back()
  expect([slow.traced?.step, slow.index]).toEqual([7, 2])
  slow.forward()
  expect([slow.traced?.step, slow.index]).toEqual([8, 0])
  expect(player.asked.length).toBe(4)
  for (let i = 0; i < 9; i++) slow.back()
  expect(slow.atStart).toBe(true)
})

it('plays at the chosen rate, and pauses', async () => {
  slow.rate = 3
  slow.play()
  await vi.advanceTimersByTimeAsync(1000)
  expect(slow.index).toBe(2)
  await vi.advanceTimersByTimeAsync(500)
  expect([slow.traced?.step, slow.index]).toEqual([8, 0])
  await vi.advanceTimersByTimeAsync(500)
  expect(slow.index).toBe(1)
  slow.pause()
  await vi.advanceTimersByTimeAsync(5000)
  expect(slow.index).toBe(1)
})

it('adds up what an update brings to the picture', () => {
  slow.seek(1)
  expect(slow.samples).toEqual({ x: [[1]], g: [[2]] })
  slow.seek(2)
  expect(slow.samples).toEqual({ z: [[3]] })
})

it('follows the run: a turned knob is another step, another run another story, and who plays it leaves', async () => {
  slow.seek(1)
  slow.follow(player.run)
  expect(player.asked.length).toBe(2)
  player.run = { ...player.run, version: 2 }
  slow.follow(player.run)
  await settle()
  expect(player.asked.length).toBe(3)
  expect([slow.steps.length, slow.index]).toEqual([1, 0])
  player.run = { ...player.run, step: 0, epoch: 2 }
  slow.follow(player.run)
  await settle()
  expect(slow.steps.map(({ step }) => step)).toEqual([0])
  player.run = { ...player.run, state: 'running' }
  slow.follow(player.run)
  expect(slow.active).toBe(false)
  expect(player.asked.at(-1)).not.toBe('play')
})

it('says why there is no next step, and what comes too late is ignored', async () => {
  player.refusal = 'The run diverged.'
  slow.seek(2)
  slow.forward()
  await settle()
  expect(slow.problem).toBe('The run diverged.')
  expect(slow.playing).toBe(false)
  slow.leave()
  player.refusal = null
  slow.enter()
  slow.leave()
  await settle()
  expect(slow.steps).toEqual([])
  expect(slow.active).toBe(false)
})

it('says that it plays while the next step is on its way, and pauses if it is told so meanwhile', async () => {
  slow.seek(2)
  slow.play()
  slow.forward()
  expect(slow.playing).toBe(true)
  slow.toggle()
  await settle()
  expect([slow.playing, slow.traced?.step]).toEqual([false, 8])
  await vi.advanceTimersByTimeAsync(5000)
  expect(slow.index).toBe(0)
})

it('asks again when the run is there again after a lost connection', async () => {
  player.refusal = 'The connection is gone.'
  slow.seek(2)
  slow.forward()
  await settle()
  expect(slow.problem).toBe('The connection is gone.')
  player.refusal = null
  slow.follow(player.run)
  await settle()
  expect([slow.problem, slow.traced?.step]).toEqual([null, 8])
})

it('a step of networks that were reset meanwhile is not shown', async () => {
  slow.seek(2)
  slow.forward()
  player.run = { ...player.run, step: 0, epoch: 2 }
  await settle()
  expect(slow.steps.map(({ step, epoch }) => [step, epoch])).toEqual([[0, 2]])
})

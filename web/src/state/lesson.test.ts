import { expect, it } from 'vitest'
import { Lesson } from './lesson.svelte'

it('locks what it names, and what it hides', () => {
  const lesson = new Lesson()
  expect([lesson.locks('transport'), lesson.hides('transport')]).toEqual([false, false])
  lesson.lock = ['transport', 'data.radius']
  lesson.hide = ['diagram']
  expect(['transport', 'data.radius', 'diagram', 'lr_d'].map(lesson.locks)).toEqual([true, true, true, false])
  expect(['transport', 'diagram'].map(lesson.hides)).toEqual([false, true])
})

it('locks all knobs by one word, and those of the data by another', () => {
  const lesson = new Lesson()
  lesson.lock = ['knobs']
  expect(['lr_d', 'data.radius', 'transport'].map(lesson.locks)).toEqual([true, true, false])
  lesson.lock = ['data']
  expect(['lr_d', 'data.radius', 'data'].map(lesson.locks)).toEqual([false, true, true])
})

import { expect, it } from 'vitest'
import { TABS } from '.'

it('shows each tool in one tab', () => {
  const tools = TABS.flatMap(({ tools }) => tools)
  expect(new Set(tools).size).toBe(tools.length)
  expect(tools).toContain('accuracy')
})

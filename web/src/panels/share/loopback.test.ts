import { expect, it } from 'vitest'
import { isLoopback } from './loopback'

it.each(['localhost', 'saddle.localhost', '127.0.0.1', '127.8.0.2', '[::1]'])('%s is this computer', (host) => {
  expect(isLoopback(host)).toBe(true)
})

it.each(['192.168.1.7', 'gan.example.org', 'localhost.example.org', '[fe80::1]', '1127.0.0.1'])(
  '%s may be reached by others',
  (host) => {
    expect(isLoopback(host)).toBe(false)
  },
)

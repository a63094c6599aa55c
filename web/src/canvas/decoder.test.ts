import { expect, it } from 'vitest'
import { Decoder } from './decoder'

class Image {
  closed = false
  constructor(readonly name: string) {}
  close(): void {
    this.closed = true
  }
}

/** A decoder whose pictures are ready when the test says so. */
function setUp() {
  const asked: { name: string; ready: (image: Image) => void; broken: () => void }[] = []
  const shown: Image[] = []
  const decoder = new Decoder(
    (name: string) =>
      new Promise<Image>((resolve, reject) =>
        asked.push({ name, ready: resolve, broken: () => reject(new Error(name)) }),
      ),
    (image) => {
      expect(shown.at(-1)?.closed ?? false).toBe(false)
      shown.push(image)
    },
  )
  const finish = async (at: number): Promise<Image> => {
    const image = new Image(asked[at]!.name)
    asked[at]!.ready(image)
    await new Promise((resolve) => setTimeout(resolve))
    return image
  }
  return { asked, shown, decoder, finish }
}

it('decodes one at a time, and of those that wait the newest', async () => {
  const { asked, shown, decoder, finish } = setUp()
  for (const name of ['a', 'b', 'c']) decoder.add(name)
  expect(asked.map(({ name }) => name)).toEqual(['a'])
  const a = await finish(0)
  expect(asked.map(({ name }) => name)).toEqual(['a', 'c'])
  expect(a.closed).toBe(false)
  const c = await finish(1)
  expect(shown).toEqual([a, c])
  expect([a.closed, c.closed]).toEqual([true, false])
})

it('passes over one that cannot be read', async () => {
  const { asked, shown, decoder, finish } = setUp()
  decoder.add('a')
  const a = await finish(0)
  decoder.add('b')
  asked[1]!.broken()
  await new Promise((resolve) => setTimeout(resolve))
  expect(shown).toEqual([a])
  expect(a.closed).toBe(false)
  decoder.add('c')
  await finish(2)
  expect(shown.map(({ name }) => name)).toEqual(['a', 'c'])
})

it('gives all memory back when it stops, also that of a picture under way', async () => {
  const { shown, decoder, finish } = setUp()
  decoder.add('a')
  const a = await finish(0)
  decoder.add('b')
  decoder.stop()
  const b = await finish(1)
  expect([a.closed, b.closed]).toEqual([true, true])
  expect(shown).toEqual([a])
})

/** Which layers the stage shows, by the ids that addresses use. */

import { LAYER_IDS, USUAL_LAYERS } from '../../views/layers'

/** What is wrong with the layers of an address, in a sentence each. */
export function unknownLayers(ids: readonly string[]): string[] {
  const unknown = ids.filter((id) => !LAYER_IDS.includes(id))
  if (unknown.length === 0) return []
  const named = `There is no layer called ${unknown.map((id) => `“${id}”`).join(' or ')}`
  return [unknown.length < ids.length ? `${named}.` : `${named}; the usual ones are shown.`]
}

export class Layers {
  shown = $state.raw<ReadonlySet<string>>(new Set(USUAL_LAYERS))
  /** Those that the stage can show just now, with the keys that switch them. */
  offered = $state.raw<readonly { id: string; key: number | null }[]>([])

  /** As an address asks; the usual ones where none of those it names is known. */
  showOnly(ids: readonly string[] = USUAL_LAYERS): void {
    const known = LAYER_IDS.filter((id) => ids.includes(id))
    this.shown = new Set(known.length || ids.length === 0 ? known : USUAL_LAYERS)
  }

  toggle(id: string): void {
    const shown = new Set(this.shown)
    if (!shown.delete(id)) shown.add(id)
    this.shown = shown
  }

  /** Switches the layer that the stage offers under a key, if any. */
  toggleKey(key: number): void {
    const layer = this.offered.find((offered) => offered.key === key)
    if (layer) this.toggle(layer.id)
  }

  offers(id: string): boolean {
    return this.offered.some((offered) => offered.id === id)
  }

  /** For an address; undefined where they are the usual ones. */
  get unusual(): string[] | undefined {
    const layers = LAYER_IDS.filter((id) => this.shown.has(id))
    return layers.join() === USUAL_LAYERS.join() ? undefined : layers
  }
}

import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, it } from 'vitest'
import * as frame from './plane/frame'
import type { PlaneLayer } from './plane/layer'
import { recording, THEME } from './recording.test-help'
import { drawLayers } from './view'

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

/** The layer that “Adding a layer” tells to write, from its own text. */
function layerOfReadme(): PlaneLayer {
  const section = README.split('\n## Adding a layer\n')[1]!.split('\n## ')[0]!
  const source = section.match(/```typescript\n(.*?)```/s)![1]!
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS } })
  const exported: { means?: PlaneLayer } = {}
  new Function('exports', 'require', outputText)(exported, (path: string) => (path === './frame' ? frame : null))
  return exported.means!
}

it('draws the layer of the README', () => {
  const { context, calls } = recording()
  const means = { shape: [2, 2], data: Float32Array.from([0, 0, 0.5, 0.75]) }
  const scene = { critic: false, box: [0, 1, 0, 1], arrays: { means }, shown: new Set(['means']) }
  const place = frame.fit(scene.box, { width: 400, height: 400 })
  drawLayers([layerOfReadme()], context, scene, place, THEME)
  expect(calls('moveTo')).toEqual([[0, 400]])
  expect(calls('lineTo')).toEqual([[200, 100]])
})

it('draws nothing before its array has come', () => {
  const { context, strokes } = recording()
  const scene = { critic: false, box: [0, 1, 0, 1], arrays: {}, shown: new Set(['means']) }
  drawLayers([layerOfReadme()], context, scene, frame.fit(scene.box, { width: 400, height: 400 }), THEME)
  expect(strokes).toEqual([])
})

/** What a kind of GANs brings to the page: the components and plans that are drawn of its runs alone. */

import type { Component } from 'svelte'
import type { Theme } from '../canvas/theme'
import type { Readings } from '../panels/meaning/chart/readings'
import type { Picture } from '../state/run/arrivals.svelte'
import type { Slow } from '../state/run/slow.svelte'
import type { Watched } from '../state/run/watched.svelte'
import type { Session } from '../state/session.svelte'
import type { Layer } from '../views/view'
import type { Catalogue, VariantInfo } from '../wire/catalogue'
import type { Arrow, Part, Run, Tool, WholeRecipe } from '../wire/protocol'

export interface KindComponents {
  Stage: Component<StageProps>
  /** A picture of some data, for the gallery. */
  DataStamp: Component<{ data: string; theme: Theme; columns?: number }>
  /** The data to choose from. */
  Picker: Component<PickerProps>
  /** A button below the data that opens the tool for own data, where the picker has none. */
  OwnButton?: Component<OwnButtonProps>
  /** The tool in which own data are made. */
  OwnData: Component<OwnDataProps>
  /** What is seen at a part of the model. */
  Stamp: Component<StampProps>
  diagram: (variant: VariantInfo | undefined) => Diagram
  /** The layers that stamps draw and that the stage does not ask for by itself. */
  stamped: Layer[]
  /** The next step line by line, where the worker can trace it. */
  SlowMotion?: Component<{ slow: Slow; left: () => void }>
  /** Stands where the diagnosis will be, until there is one. */
  BeforeDiagnosis?: Component<{ variant: VariantInfo }>
  /** The run as a file. */
  SavedRun?: Component<{ session: Session; watched: Watched; close: () => void }>
  /** Tabs of its tools, beside the charts that every run has. */
  tabs: ToolTab[]
}

export interface StageProps {
  session: Session
  /** None before there is a run. */
  watched: Watched | null
  theme: Theme
}

/** Puts other data, and with them perhaps another game, in the place of the run's. */
export type ChooseData = (chosen: Partial<WholeRecipe>) => void

export interface PickerProps {
  catalogue: Catalogue
  run: Run
  theme: Theme
  choose: ChooseData
}

export interface OwnButtonProps {
  run: Run
}

export interface OwnDataProps {
  session: Session
  watched: Watched
  catalogue: Catalogue
  theme: Theme
  choose: ChooseData
}

export interface StampProps {
  /** The name of the part. */
  part: string
  run: Run
  /** The newest, a few times a second. */
  picture: Picture | null
  critic: boolean
  theme: Theme
  slow: Slow
}

/** The parts of a model and the arrows between them. */
export interface Diagram {
  parts: Part[]
  arrows: Arrow[]
}

export interface ToolTab {
  /** The tools that this tab shows: it is there for a variant that has one of them. */
  tools: string[]
  title: string
  /** The title where many tabs stand in one row. */
  short?: string
  /** Which network it looks at: it stands behind the charts of that one. */
  network: 'd' | 'g'
  /** Whether it has charts that share the cursor and the scale of the others. */
  hasCharts: boolean
  /** Measures that it draws itself. */
  measures: string[]
  Body: Component<ToolTabProps>
}

export interface ToolTabProps {
  watched: Watched
  catalogue: Catalogue
  run: Run
  readings: Readings
  /** Those of the tab's tools that the variant has. */
  tools: Tool[]
}

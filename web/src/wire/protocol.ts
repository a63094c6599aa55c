/* Generated from server/protocol by `python -m server.protocol.typescript`; do not edit. */

export type Command =
  | Create
  | Open
  | Leave
  | Pull
  | Trace
  | Generate
  | Play
  | Pause
  | Step
  | Speed
  | Reset
  | NewSeed
  | Tune
  | Build
export type Message = Run | Traced | Generated | Error | Welcome
export type Answer =
  | Catalogue
  | Health
  | CurvePart
  | MeasuresSoFar
  | PerfectMeasures
  | PointsSample
  | OwnPoints
  | Uploaded
  | Refusal

/**
 * Never sent: it holds the unions together.
 */
export interface Protocol {
  Command: Command
  Message: Message
  FrameHeader: FrameHeader
  Answer: Answer
}
/**
 * Make a run of one's own and watch it.
 */
export interface Create {
  ref?: number | null
  type: 'create'
  recipe?: Recipe
  playing?: boolean
  speed?: number | null
}
/**
 * What a run is made of; knobs left out take their defaults.
 */
export interface Recipe {
  variant?: string
  data?: string
  knobs?: {
    [k: string]: unknown
  }
  data_knobs?: {
    [k: string]: unknown
  }
  seed?: number
}
/**
 * Watch a run that exists (after a reload, or from a shared address).
 */
export interface Open {
  ref?: number | null
  type: 'open'
  run: string
}
/**
 * Watch this run no longer; what was still asked of it is not answered, nor is this.
 */
export interface Leave {
  ref?: number | null
  run: string
  type: 'leave'
}
/**
 * Ask for one frame newer than step `after` (or of another epoch); answered once there is one.
 */
export interface Pull {
  ref?: number | null
  run: string
  type: 'pull'
  after?: number
  epoch?: number
  layers?: string[] | null
  /**
   * @minItems 2
   * @maxItems 2
   */
  plane?: [number, number]
}
/**
 * Show the next step of this run in slow motion: its sub-steps, with the numbers it will have; nothing changes.
 */
export interface Trace {
  ref?: number | null
  run: string
  type: 'trace'
}
/**
 * Ask an image GAN for images; nothing changes, and it is answered while it trains.
 */
export interface Generate {
  ref?: number | null
  run: string
  type: 'generate'
  what: Plane | Path | Arithmetic | Nearest | OfClass
}
/**
 * The image at a place of a plane of z, (1, 0) and (0, 1) its axes; or a sheet of side × side from −2 to 2.
 *
 * A sheet's first row is at 2 of the second axis, as in a chart, its first column at −2 of the first.
 */
export interface Plane {
  type?: 'plane'
  /**
   * @minItems 2
   * @maxItems 2
   */
  at?: [number, number]
  plane?: number
  label?: number
  side?: number
}
/**
 * Images between those of two places, ends included.
 */
export interface Path {
  type?: 'path'
  a: number
  b: number
  how?: 'line' | 'sphere'
  count?: number
}
/**
 * Four images: of the mean z of a, of b, of c, and of a − b + c.
 */
export interface Arithmetic {
  type?: 'arithmetic'
  /**
   * @minItems 1
   * @maxItems 16
   */
  a: [number, ...number[]]
  /**
   * @minItems 1
   * @maxItems 16
   */
  b: [number, ...number[]]
  /**
   * @minItems 1
   * @maxItems 16
   */
  c: [number, ...number[]]
}
/**
 * The image of a place, and the training images that are nearest to it, pixel by pixel.
 */
export interface Nearest {
  type?: 'nearest'
  place: number
  count?: number
}
/**
 * 64 samples of one class, for G that is conditioned on it.
 */
export interface OfClass {
  type?: 'of_class'
  label: number
}
export interface Play {
  ref?: number | null
  run: string
  type: 'play'
}
export interface Pause {
  ref?: number | null
  run: string
  type: 'pause'
}
/**
 * Take steps while paused; `only` lets one network learn and holds the other.
 */
export interface Step {
  ref?: number | null
  run: string
  type: 'step'
  count?: number
  only?: ('d' | 'g') | null
}
/**
 * Steps a second; null for as fast as the machine can.
 */
export interface Speed {
  ref?: number | null
  run: string
  type: 'speed'
  speed: number | null
}
/**
 * Back to step 0 with the same seed and the user's settings.
 */
export interface Reset {
  ref?: number | null
  run: string
  type: 'reset'
}
/**
 * Back to step 0 with another seed (drawn by the server when none is given).
 */
export interface NewSeed {
  ref?: number | null
  run: string
  type: 'new_seed'
  seed?: number | null
}
/**
 * Change hyperparameters while it trains; those that need new networks rebuild the run with its seed.
 */
export interface Tune {
  ref?: number | null
  run: string
  type: 'tune'
  knobs?: {
    [k: string]: unknown
  }
  data_knobs?: {
    [k: string]: unknown
  }
}
/**
 * Put another recipe in this run's place: another variant, other data, a preset.
 */
export interface Build {
  ref?: number | null
  run: string
  type: 'build'
  recipe: Recipe
}
/**
 * Everything about a run except its pictures; sent when any of it changes.
 */
export interface Run {
  type: 'run'
  ref: number | null
  run: string
  recipe: WholeRecipe
  state: 'running' | 'paused' | 'diverged' | 'failed' | 'lost'
  step: number
  epoch: number
  version: number
  speed: number | null
  kind: 'toy' | 'image'
  toy: ToyRun | null
  image: ImageRun | null
  columns: Column[]
  changes: Change[]
  watchers: number
  diverged: Diverged | null
  failed: Failed | null
  notice: string | null
}
/**
 * A recipe with every knob and its value.
 */
export interface WholeRecipe {
  variant: string
  data: string
  knobs: {
    [k: string]: unknown
  }
  data_knobs: {
    [k: string]: unknown
  }
  seed: number
}
/**
 * What only a run on points has.
 */
export interface ToyRun {
  dims: 1 | 2
  box: number[]
  points: number
}
/**
 * What only a run on images has.
 */
export interface ImageRun {
  size: number
  channels: number
  classes: string[]
  place: number | null
  loading: Loading | null
  cost: Cost | null
}
/**
 * A download of images: bytes that have arrived, and the total, 0 if it is unknown.
 */
export interface Loading {
  here: number
  total: number
}
/**
 * The cost of an image run on this machine, measured in its first steps and again from time to time.
 */
export interface Cost {
  device: string
  steps_per_s: number
  seconds: number | null
  until: string | null
}
/**
 * A column of the curve: how the page names it and reads it.
 */
export interface Column {
  name: string
  label: string
  formula: string
  equilibrium: number | null
}
/**
 * A hyperparameter changed while it trained: a mark on the timeline.
 */
export interface Change {
  step: number
  name: string
  old: unknown
  new: unknown
}
export interface Diverged {
  step: number
  advice: string
}
/**
 * An exception in the worker; the run is kept and can be reset.
 */
export interface Failed {
  error: string
}
/**
 * The step that comes after `step`, in slow motion. Of many updates the first, the second and the last.
 */
export interface Traced {
  type: 'traced'
  ref: number | null
  run: string
  step: number
  epoch: number
  substeps: Substep[]
}
/**
 * Line `number` of `of` in update `update` of `updates` of a network.
 */
export interface Substep {
  number: number
  of: number
  network: 'd' | 'g'
  update: number
  updates: number
  nodes: string[]
  back: boolean
  title: string
  line: string
  values: Quantity[]
  samples: {
    [k: string]: (number | null)[][]
  }
}
/**
 * A quantity in a line of the algorithm: the first few samples, a row each; null is a number that is not finite.
 */
export interface Quantity {
  label: string
  tex: string
  rows: (number | null)[][]
  width: number
  mean: number | null
}
/**
 * The images that answer a question, side by side in rows of `columns`.
 */
export interface Generated {
  type: 'generated'
  ref: number | null
  run: string
  step: number
  epoch: number
  sheet: string
  count: number
  columns: number
  size: number
  labels: string[]
  distances: number[]
}
/**
 * A command was refused; nothing has changed.
 */
export interface Error {
  type: 'error'
  ref: number | null
  run: string | null
  code: 'malformed' | 'unknown_type' | 'rejected' | 'unknown_run' | 'too_large' | 'busy'
  message: string
  control: string | null
  allowed: string | null
}
/**
 * First message on every socket.
 */
export interface Welcome {
  type: 'welcome'
  protocol: number
  version: string
  device: string
}
/**
 * What a frame shows.
 */
export interface FrameHeader {
  run: string
  step: number
  epoch: number
  version: number
  state: 'running' | 'paused' | 'diverged' | 'failed'
  layers: string[]
  curve_from: number
  measures: Measures | null
  diagnosis: Diagnosis | null
  toy: ToyPicture | null
  image: ImagePicture | null
}
/**
 * The newest measures of a run, by name; null where they are not finite.
 */
export interface Measures {
  step: number
  values: {
    [k: string]: number | null
  }
}
/**
 * What is happening in a run, in a sentence with the number that says so, and what to try.
 */
export interface Diagnosis {
  step: number
  state: string
  level: 'good' | 'info' | 'warn' | 'bad'
  title: string
  sentence: string
  number: Number
  try: string
  tune: {
    [k: string]: unknown
  }
}
/**
 * The number that a diagnosis rests on; its text is how the sentence has it.
 */
export interface Number {
  name: string
  value: number | null
  text: string
}
export interface ToyPicture {
  dims: 1 | 2
  plane: number[] | null
}
export interface ImagePicture {
  sheet: Sheet
  phase: string | null
}
/**
 * The names of the rows and columns of the images shown, "" where one has none, and pixels a side of each.
 */
export interface Sheet {
  rows: string[]
  columns: string[]
  size: number
}
/**
 * The answer of GET /api/catalogue; it depends on the code alone.
 */
export interface Catalogue {
  kinds: Kinds
  presets: Preset[]
  default: WholeRecipe
  limits: Limits
}
export interface Kinds {
  toy: ToyKind
  image: ImageKind
}
export interface ToyKind {
  measures: Measure[]
  layers: PictureLayer[]
  variants: ToyVariant[]
  data: ToyDataSet[]
}
/**
 * What the page says of a measure; its values come with the frames.
 */
export interface Measure {
  name: string
  title: string
  unit: string
  best: 'low' | 'high'
  text: string
}
/**
 * A named part of a picture that a pull can ask for, and the arrays that it brings.
 */
export interface PictureLayer {
  name: string
  arrays: string[]
}
export interface ToyVariant {
  name: string
  title: string
  doc: string
  schema: Schema
  summary: string
  paper: Paper | null
  formulas: {
    [k: string]: string
  }
  critic: boolean
}
/**
 * The knobs of a game or of data, by name.
 */
export interface Schema {
  properties: {
    [k: string]: Property
  }
}
/**
 * A knob's JSON schema as far as the page reads it, with what models/knobs.py adds to it.
 */
export interface Property {
  type?: string
  enum?: (string | number)[]
  minimum?: number
  maximum?: number
  pattern?: string
  default?: unknown
  description?: string
  symbol?: string
  label?: string
  group?: string
  log?: boolean
  step?: number | null
  rebuild?: boolean
  detail?: boolean
  when?: {
    [k: string]: unknown[]
  }
  off?: string
}
export interface Paper {
  authors: string
  year: number
  title: string
  arxiv: string | null
}
export interface ToyDataSet {
  name: string
  title: string
  doc: string
  schema: Schema
  dims: 1 | 2
  handles: Handle[]
}
/**
 * The knobs by which one Gaussian is moved on the stage: its centre and its spread.
 */
export interface Handle {
  x?: string
  y?: string
  sx?: string
  sy?: string
}
export interface ImageKind {
  measures: Measure[]
  layers: PictureLayer[]
  variants: ImageVariant[]
  data: ImageDataSet[]
}
export interface ImageVariant {
  name: string
  title: string
  doc: string
  schema: Schema
  summary: string
  paper: Paper | null
  formulas: {
    [k: string]: string
  }
  critics: string[]
  conditional: boolean
  labelled: boolean
  tools: Tool[]
  parts: Part[]
  arrows: Arrow[]
}
/**
 * Something that the page offers to look at a system with.
 */
export interface Tool {
  name: string
  title: string
  data: unknown
}
/**
 * A box of the diagram.
 */
export interface Part {
  name: string
  title: string
  symbol: string
  text: string
  group: string
}
/**
 * From a part to a part, or to one of the losses.
 */
export interface Arrow {
  source: string
  target: string
  back: boolean
}
export interface ImageDataSet {
  name: string
  title: string
  doc: string
  schema: Schema
  channels: number
  classes: string[]
}
/**
 * An experiment of the gallery.
 */
export interface Preset {
  name: string
  title: string
  kind: 'good' | 'bad'
  variant: string
  data: string
  knobs: {
    [k: string]: unknown
  }
  data_knobs: {
    [k: string]: unknown
  }
  steps: number
  why: string
  cure: Cure | null
}
/**
 * The knobs that put a failing experiment right, and why they do.
 */
export interface Cure {
  knobs: {
    [k: string]: unknown
  }
  why: string
}
export interface Limits {
  command_bytes: number
  coordinate: number
  points: number
  table_bytes: Limit
  upload_files: Limit
  upload_bytes: Limit
  saved_run_bytes: Limit
}
/**
 * The most that is allowed, and the sentence that refuses more; "{}" stands there for what was given.
 */
export interface Limit {
  most: number
  refusal: string
}
/**
 * Whether the server answers, and the state of its workers.
 */
export interface Health {
  status: 'ok'
  version: string
  runs: number
  workers: WorkerHealth[]
}
export interface WorkerHealth {
  kind: 'toy' | 'image'
  device: string
  pid: number | null
  role: 'active' | 'reserve'
  state: 'starting' | 'ready'
}
/**
 * Rows of a run's curve, one for each of the steps; null for a number that is not finite.
 */
export interface CurvePart {
  columns: string[]
  from: number
  to: number
  steps: number[]
  rows: (number | null)[][]
  thinned: boolean
}
/**
 * What was measured of a run, one value for each of the steps; null where it was not measured or not finite.
 */
export interface MeasuresSoFar {
  epoch: number
  steps: number[]
  columns: {
    [k: string]: (number | null)[]
  }
}
/**
 * What a perfect generator would score, by measure.
 */
export interface PerfectMeasures {
  measures: {
    [k: string]: number
  }
}
/**
 * Samples of data in the plane or on the line, for a thumbnail.
 */
export interface PointsSample {
  points: number[][]
  box: number[]
}
export interface OwnPoints {
  points: number[][]
}
/**
 * A set of own images; a recipe on it has its name as the knob `upload` of its data.
 */
export interface Uploaded {
  name: string
  count: number
  channels: number
  classes: string[]
  left_out: LeftOut[]
}
/**
 * A file of an upload that is not used, and why.
 */
export interface LeftOut {
  file: string
  reason: string
}
/**
 * Why a request was refused.
 */
export interface Refusal {
  detail: Detail
}
export interface Detail {
  code: string
  message: string
  control: string | null
  allowed: string | null
  line: number | null
}

export const PROTOCOL_VERSION = 1

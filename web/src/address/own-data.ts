/** Own points as a part of an address: `points=0.31,0.7;0.2,0.5`, packed where they are some hundreds. */

import type { Limits, WholeRecipe } from '../wire/protocol'
import { kindsOf, offerOf, type Catalogue, type DataInfo } from '../wire/catalogue'
import { pointsText, readPoints, type Rows } from './points'
import { sameValue } from '../wire/schema'

const POINTS = 'points'

/** Reads the points of an address, if it has any; adds notices about mistakes. */
export function takePoints(given: string | undefined, limits: Limits, notices: string[]): Rows | undefined {
  if (given === undefined) return undefined
  const { rows, notices: said } = readPoints(given, limits)
  notices.push(...said)
  if (rows.length) return rows
  notices.push('There are no points in the address.')
  return undefined
}

/** The data for points with this many columns, if the address does not name them. */
export function dataOfPoints(catalogue: Catalogue, points: Rows | undefined): string | undefined {
  if (!points) return undefined
  const all = kindsOf(catalogue).flatMap((kind) => offerOf(catalogue, kind).data)
  return all.find((data) => holds(data, points))?.name
}

/** Puts the points into a recipe whose data they are. */
export function givePoints(recipe: WholeRecipe, data: DataInfo | undefined, points: Rows, notices: string[]): void {
  if (data && holds(data, points)) recipe.data_knobs[POINTS] = points
  else notices.push(`The points in the address do not belong to “${data?.title}” and were ignored.`)
}

/** Own points as pairs of an address; none for default points, or if there are too many. */
export function pointsPairs(recipe: WholeRecipe, data: DataInfo | undefined): [string, string][] {
  const points = recipe.data_knobs[POINTS] as Rows | undefined
  const usual = data?.schema.properties?.[POINTS]?.default
  const text = points && !sameValue(points, usual) ? pointsText(points) : null
  return text === null ? [] : [[POINTS, text]]
}

/** Why a link cannot contain the whole experiment; null if it can. */
export function lackOf({ recipe, points }: { recipe: WholeRecipe; points: number }): string | null {
  if (!points) return null
  const rows = recipe.data_knobs[POINTS] as Rows | undefined
  if (rows && pointsText(rows) !== null) return null
  return `Your ${points.toLocaleString('en-US')} points are too many for a link (2 kB): it holds everything but them.`
}

function holds(data: DataInfo, points: Rows): boolean {
  const dims = 'dims' in data ? data.dims : 0
  return data.schema.properties?.[POINTS]?.type === 'array' && points.every((row) => row.length === dims)
}

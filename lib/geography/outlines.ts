import { readFileSync } from 'node:fs';
import path from 'node:path';
import { geoMercator, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export interface Outline {
  /** ISO 3166-2 code. */
  code: string;
  /** An SVG path in a box of `mapWidth` by `mapHeight`. */
  path: string;
  /** Where a label stands: the middle of the area's largest part. */
  middle: readonly [number, number];
}

export const mapWidth = 640;
export const mapHeight = 530;

let drawn: readonly Outline[] | undefined;

/** The outlines of the eleven areas, projected once a process; Brussels last, so that it lies on top of its neighbour. */
export function provinceOutlines(): readonly Outline[] {
  drawn ??= draw();
  return drawn;
}

function draw(): readonly Outline[] {
  const file = path.join(process.cwd(), 'lib/geography/data/provinces.topojson');
  const topology: Topology<{ provinces: GeometryCollection }> = JSON.parse(readFileSync(file, 'utf8'));
  const areas = feature(topology, topology.objects.provinces);
  const project = geoPath(
    geoMercator().fitExtent(
      [
        [4, 4],
        [mapWidth - 4, mapHeight - 4],
      ],
      areas,
    ),
  );
  const outlines = areas.features.map((area) => ({
    code: String(area.id),
    path: project.digits(1)(area) ?? '',
    middle: project.centroid(area),
  }));
  return outlines.sort((a, b) => Number(a.code === 'BE-BRU') - Number(b.code === 'BE-BRU'));
}

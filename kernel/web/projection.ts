export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

export interface Degrees {
  readonly lat: number;
  readonly lon: number;
}

/**
 * Fits places into a frame. A province is small enough for degrees of longitude to be shortened by the cosine of its middle
 * latitude and nothing more.
 */
export function fitInto(
  frame: Frame,
  places: readonly Degrees[],
): (place: Degrees) => { x: number; y: number } {
  const box = { south: Infinity, north: -Infinity, west: Infinity, east: -Infinity };
  for (const { lat, lon } of places) {
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
  }
  const middle = { lat: (box.south + box.north) / 2, lon: (box.west + box.east) / 2 };
  const narrow = Math.cos((middle.lat * Math.PI) / 180);
  const scale = Math.min(
    (frame.width - 2 * frame.margin) / Math.max((box.east - box.west) * narrow, 1e-6),
    (frame.height - 2 * frame.margin) / Math.max(box.north - box.south, 1e-6),
  );
  return ({ lat, lon }) => ({
    x: frame.width / 2 + (lon - middle.lon) * narrow * scale,
    y: frame.height / 2 - (lat - middle.lat) * scale,
  });
}

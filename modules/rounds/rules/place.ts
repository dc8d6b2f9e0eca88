/**
 * Where a home is drawn and measured from. The register knows the centre of a commune; a hamlet's and a home's place is
 * then an estimate, the same each time it is made, and told as one. It serves for the order of a round, not to find a door.
 */

export interface Spot {
  readonly lat: number;
  readonly lon: number;
  /** Measured at the door or entered by hand; else an estimate around the commune's centre. */
  readonly exact: boolean;
}

/** How far hamlets lie from the centre of their commune, and homes from that of their hamlet, at the most. */
const HAMLET_M = 2200;
const HOME_M = 350;
const METRES_A_DEGREE = 111_320;

/** The estimated place of a home: the commune's centre, moved by its hamlet's name, moved a little by the household. */
export function estimate(
  centre: { readonly lat: number; readonly lon: number },
  unitCode: string,
  hamlet: string | null,
  household: string,
): Spot {
  const toHamlet = hamlet === null ? { north: 0, east: 0 } : step(`${unitCode}|${hamlet}`, HAMLET_M);
  const toHome = step(household, hamlet === null ? HAMLET_M : HOME_M);
  const north = toHamlet.north + toHome.north;
  const east = toHamlet.east + toHome.east;
  const narrow = Math.cos((centre.lat * Math.PI) / 180);
  return {
    lat: rounded(centre.lat + north / METRES_A_DEGREE),
    lon: rounded(centre.lon + east / (METRES_A_DEGREE * narrow)),
    exact: false,
  };
}

/** A step of at most `farthest` metres that depends on nothing but the text; equally likely anywhere in the circle. */
function step(text: string, farthest: number): { north: number; east: number } {
  const angle = 2 * Math.PI * share(`${text}:a`);
  const far = farthest * Math.sqrt(share(`${text}:r`));
  return { north: far * Math.sin(angle), east: far * Math.cos(angle) };
}

/** A number from 0 to 1 made of a text (FNV-1a with a final mix), the same on every machine. */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

import type { Read } from '#kernel/db/types.ts';
import { type Day as DayText, firstDayOf, monthOf } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { findSetting, type HomeStop, readHomeStops } from '#modules/payouts/door.ts';
import type { Day, DayStop } from '../rules/day.ts';
import { estimate, type Spot } from '../rules/place.ts';
import { type Settings, settingsOf } from '../rules/settings.ts';
import { closeWays, isClosed, type Place, type Terrain, waysByDistance } from '../rules/travel.ts';
import { type ClosureRow, listClosures } from '../store/closures.ts';
import { listPayers, type OfficePlace, readOfficePlace } from '../store/payers.ts';
import { listSettings, readTerrains } from '../store/settings.ts';
import { readVisitFacts } from '../store/visits.ts';
import type { NoRoads, Roads } from './roads.ts';

/** More than the rounds of one office on one day ever are. */
const STOPS_MOST = 500;

export interface RichStop extends DayStop {
  readonly home: HomeStop;
  readonly spot: Spot;
  readonly terrain: Terrain;
  readonly isClosed: boolean;
  readonly heldByName: string | null;
}

export interface PayerOfDay {
  readonly id: Id;
  readonly name: string;
  readonly role: string;
  readonly bagVnd: bigint;
  readonly hasBag: boolean;
}

export interface RichDay extends Day {
  readonly day: DayText;
  readonly office: { readonly id: Id; readonly name: string; readonly lat: number; readonly lon: number };
  readonly stops: readonly RichStop[];
  readonly payers: readonly PayerOfDay[];
  readonly settings: Settings;
  readonly closures: readonly ClosureRow[];
  readonly ways: { readonly by: 'road' | 'distance'; readonly why: NoRoads | null };
}

/**
 * All that an office's rounds of a day are planned from: who is due at home up to that day of the month, where they live as far
 * as it is known, who may go, what is closed, and the ways between them. Refuses `too_many_stops`.
 */
export async function readDay(
  read: Read,
  roads: Roads,
  { officeId, day }: { readonly officeId: Id; readonly day: DayText },
): Promise<RichDay> {
  const office = await readOfficePlace(read, officeId);
  const settings = settingsOf(await listSettings(read, day));
  const twoPeopleAboveVnd = await findSetting(read, 'two-people-above', day);
  const homes = await readHomeStops(read, { officeId, from: firstDayOf(monthOf(day)), to: day });
  if (homes.length > STOPS_MOST)
    throw new Refusal('too_many_stops', { stops: homes.length, most: STOPS_MOST });
  const closures = await listClosures(read, { officeId, day });
  const payers = (await listPayers(read, { officeId, day })).map(({ bagLimitVnd, ...payer }) => ({
    ...payer,
    bagVnd: bagLimitVnd ?? settings.bagVnd,
  }));
  const terrainOf = await readTerrains(read, day);
  const facts = await readVisitFacts(
    read,
    homes.map(({ citizenId }) => citizenId),
  );
  const centre = centreOf(office, homes);
  const spots = homes.map((home) => spotOf(home, facts.get(home.citizenId)?.position ?? null, centre));
  const { places, indexOf } = placesOf(
    homes,
    spots,
    {
      ...centre,
      terrain: terrainOf({
        code: office.unitCode ?? '',
        name: office.commune ?? '',
        districtCode: office.districtCode,
      }),
      unitId: office.unitId,
      hamlet: null,
    },
    terrainOf,
  );
  const byRoad = homes.length === 0 ? 'not-configured' : await roads(places);
  const open = typeof byRoad === 'string' ? waysByDistance(places, settings.going) : byRoad;
  const { travelS, distanceM } = closeWays(places, open, closures);
  const today = new Set(payers.map(({ id }) => id));
  const stops = homes.map((home, i): RichStop => {
    const place = indexOf[i] as number;
    const held = home.vouchers.find(({ at }) => at === 'bag' || at === 'offered')?.staffId ?? null;
    const last = home.paidLastBy;
    return {
      citizenId: home.citizenId,
      place,
      amountVnd: home.amountVnd,
      window: facts.get(home.citizenId)?.window ?? null,
      familiarId: last && today.has(last.staffId) ? last.staffId : null,
      heldBy: held,
      heldByName: payers.find(({ id }) => id === held)?.name ?? null,
      home,
      spot: spots[i] as Spot,
      terrain: (places[place] as Place).terrain,
      isClosed: isClosed(places[place] as Place, closures),
    };
  });
  return {
    day,
    office: { id: office.id, name: office.name, ...centre },
    stops,
    payers,
    settings,
    closures,
    limits: {
      twoPeopleAboveVnd,
      minutesAVisit: settings.minutesAVisit,
      familiarMinutes: settings.familiarMinutes,
    },
    places: places.length,
    travelS,
    distanceM,
    ways: typeof byRoad === 'string' ? { by: 'distance', why: byRoad } : { by: 'road', why: null },
  };
}

/** Where the office stands; one that nobody placed stands in the middle of whom it visits. */
function centreOf(office: OfficePlace, homes: readonly HomeStop[]): { lat: number; lon: number } {
  if (office.lat !== null && office.lon !== null) return { lat: office.lat, lon: office.lon };
  const placed = homes.flatMap(({ lat, lon }) => (lat === null || lon === null ? [] : [{ lat, lon }]));
  const mean = (key: 'lat' | 'lon') =>
    placed.reduce((sum, each) => sum + each[key], 0) / Math.max(1, placed.length);
  return { lat: mean('lat'), lon: mean('lon') };
}

function spotOf(
  home: HomeStop,
  position: { lat: number; lon: number } | null,
  office: { lat: number; lon: number },
): Spot {
  if (position) return { ...position, exact: true };
  const centre = home.lat === null || home.lon === null ? office : { lat: home.lat, lon: home.lon };
  return estimate(centre, home.unitCode, home.hamlet, home.household);
}

/** The places of a day: the office first, then each home once, people of one household together. */
function placesOf(
  homes: readonly HomeStop[],
  spots: readonly Spot[],
  office: Place,
  terrainOf: (unit: { code: string; name: string; districtCode: string | null }) => Terrain,
): { places: Place[]; indexOf: number[] } {
  const places = [office];
  const known = new Map<string, number>();
  const indexOf = homes.map((home, i) => {
    const { lat, lon } = spots[i] as Spot;
    const key = `${lat},${lon},${home.unitId},${home.hamlet}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const { unitId, unitCode: code, commune: name, districtCode, hamlet } = home;
    places.push({ lat, lon, unitId, hamlet, terrain: terrainOf({ code, name, districtCode }) });
    known.set(key, places.length - 1);
    return places.length - 1;
  });
  return { places, indexOf };
}

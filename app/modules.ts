import type { Database } from '#kernel/db/connect.ts';
import type { SignIn } from '#kernel/access/sign-in.ts';
import type { Scan } from '#kernel/files/scan.ts';
import type { Bound } from '#kernel/http/bind.ts';
import type { Say } from '#kernel/http/refusals.ts';
import { evidenceEn, evidenceVi } from '#kernel/evidence/texts.ts';
import { devicesEn, devicesVi } from '#kernel/devices/texts.ts';
import { deviceRoutes } from '#kernel/http/device-routes.ts';
import { evidenceRoutes } from '#kernel/http/evidence-routes.ts';
import { exceptionRoutes } from '#kernel/http/exception-routes.ts';
import { inboxRoutes } from '#kernel/http/inbox-routes.ts';
import { signInRoutes } from '#kernel/http/sign-in-routes.ts';
import { fileTexts as fileEn } from '#modules/payouts/lists/reading/en.ts';
import { fileTexts as fileVi } from '#modules/payouts/lists/reading/vi.ts';
import { doorActs } from '#modules/payouts/at-door/actions/acts.ts';
import type { ReadRound } from '#modules/payouts/at-door/actions/pack.ts';
import { doneEn, doneVi, doorEn, doorVi } from '#modules/payouts/at-door/texts.ts';
import { letGoOfOffice } from '#modules/payouts/plan/actions/plan.ts';
import { payoutsRoutes } from '#modules/payouts/routes.ts';
import { en as payoutsEn } from '#modules/payouts/texts/en.ts';
import { vi as payoutsVi } from '#modules/payouts/texts/vi.ts';
import { roundOf } from '#modules/rounds/door.ts';
import { noRoads, openRoads } from '#modules/rounds/actions/roads.ts';
import { roundDayRoutes } from '#modules/rounds/routes/day.ts';
import { roundPlanRoutes } from '#modules/rounds/routes/plans.ts';
import { en as roundsEn } from '#modules/rounds/texts/en.ts';
import { vi as roundsVi } from '#modules/rounds/texts/vi.ts';
import { entryRoutes } from '#people/entry/routes.ts';
import { entryEn, entryVi } from '#people/entry/texts.ts';
import { looksRoutes } from '#people/looks/routes.ts';
import { privacyRoutes } from '#people/privacy/routes.ts';
import { privacyEn, privacyVi } from '#people/privacy/texts.ts';
import { holidaysRoutes } from '#places/holidays/routes.ts';
import { en as placesEn, vi as placesVi } from '#places/texts.ts';
import { officesRoutes } from '#places/offices/routes.ts';
import { boundariesRoutes } from '#places/boundaries/routes.ts';
import { en as boundariesEn, vi as boundariesVi } from '#places/boundaries/texts.ts';
import { en as staffEn } from '#people/staff/en.ts';
import { en as grantEn, vi as grantVi } from '#people/staff/grant-texts.ts';
import { staffRoutes } from '#people/staff/routes.ts';
import { vi as staffVi } from '#people/staff/vi.ts';
import type { Trouble } from './recovery/troubles.ts';
import { aboutRoutes, type Demonstration } from './web/about.ts';

export interface Parts {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly signIn: SignIn;
  /** The server's own: what it seals for others to bring back. */
  readonly secret: string;
  /** Where the funders' files are kept. */
  readonly filesFolder: string;
  /** The database's address, to be woken by the feed; without it followers poll. */
  readonly listenUrl?: string;
  /** An OSRM server for ways by road; without it rounds are planned on distances. */
  readonly osrmUrl?: string;
  /** Looks through what a phone sent, before it is shown. */
  readonly scan?: Scan;
  /** Leaked passwords that nobody may choose; see `isInLeakFile`. */
  readonly leakFile?: string;
  /** The demonstration's accounts, for the sign-in page; null where real people work. */
  readonly demonstration: Demonstration | null;
  /** What does not go on beside the work. */
  readonly troubles?: () => readonly Trouble[];
}

/**
 * Which module calls at which other one's `door.ts`. The architecture test holds the imports against this list.
 */
export const DOORS: readonly (readonly [from: string, to: string])[] = [
  // Who is to be paid at home, and the filling and emptying of bags.
  ['rounds', 'payouts'],
];

/** The module list: which modules this house has, and what each is given. */
export function bindModules(parts: Parts): Bound[] {
  const rounds = { ...parts, roads: parts.osrmUrl === undefined ? noRoads : openRoads(parts.osrmUrl) };
  const devices = { ...parts, acts: doorActs, say: sayToPhone };
  return [
    aboutRoutes(parts),
    signInRoutes(parts),
    evidenceRoutes(parts),
    staffRoutes(parts),
    boundariesRoutes(parts),
    officesRoutes({ ...parts, letGo: letGoOfOffice }),
    holidaysRoutes(parts),
    looksRoutes(parts),
    entryRoutes(parts),
    privacyRoutes(parts),
    ...payoutsRoutes({ ...parts, readRound }),
    roundDayRoutes(rounds),
    roundPlanRoutes(rounds),
    deviceRoutes(devices),
    inboxRoutes(devices),
    exceptionRoutes(devices),
  ];
}

/** The order that a round was planned in, as a phone takes it along: a stop for each person. */
const readRound: ReadRound = async (read, { staffId, day }) => {
  const round = await roundOf(read, { staffId, day });
  const stop = { name: '', lat: null, lon: null, arriveAt: null, note: null };
  return (
    round && {
      id: round.roundId,
      day,
      stops: round.citizenIds.map((citizenId) => ({ ...stop, citizenIds: [citizenId] })),
    }
  );
};

type Tell = string | ((facts: Readonly<Record<string, unknown>>) => string);
type Texts = Readonly<Record<string, Tell>>;

const VI: Texts = {
  ...staffVi.refusals,
  ...grantVi,
  ...placesVi,
  ...boundariesVi,
  ...evidenceVi,
  ...privacyVi,
  ...entryVi,
  ...fileVi,
  ...payoutsVi,
  ...roundsVi,
  ...devicesVi,
  ...doorVi,
};
const EN: Texts = {
  ...staffEn.refusals,
  ...grantEn,
  ...placesEn,
  ...boundariesEn,
  ...evidenceEn,
  ...privacyEn,
  ...entryEn,
  ...fileEn,
  ...payoutsEn,
  ...roundsEn,
  ...devicesEn,
  ...doorEn,
};

/** What the refusals of all modules say, by code. */
export const REFUSAL_TEXTS: Readonly<Record<'vi' | 'en', Texts>> = { vi: VI, en: EN };

const tellIn =
  (ofVi: Texts, ofEn: Texts): Say =>
  (code, facts) => {
    const [vi, en] = [ofVi[code], ofEn[code]];
    if (!vi || !en) return null;
    const tell = (text: Tell) => (typeof text === 'string' ? text : text(facts));
    return { vi: tell(vi), en: tell(en) };
  };

/** The text of any module's refusal in both languages; null for a code that none of them knows. */
export const say: Say = tellIn(VI, EN);

/** The same for a phone, which hears of what it has done and not of what it asks for. */
const sayToPhone: Say = tellIn({ ...VI, ...doneVi }, { ...EN, ...doneEn });

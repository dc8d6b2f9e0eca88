import { readFileSync } from 'node:fs';
import { refuseLayout } from '#kernel/paper/check.ts';
import type { DocumentData, Layout, Row } from '#kernel/paper/layout.ts';
import { type Kind, renderInWorker } from '#kernel/paper/worker.ts';
import type { Read } from '#kernel/db/types.ts';
import { type Day, dayAt } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { issuerOf } from '#modules/payouts/door.ts';
import { showOffice } from '#places/offices/offices.ts';
import { findPlan, readRounds, type RoundRow } from '../store/plans.ts';

/** The layout of the round sheet; no act prescribes its form. */
const SHEET_LAYOUT = readSheetLayout();

function readSheetLayout(): Layout {
  const json: unknown = JSON.parse(
    readFileSync(new URL('layouts/round-sheet.json', import.meta.url), 'utf8'),
  );
  refuseLayout(json);
  return json;
}

const clockOf = (seconds: number) => {
  const minutes = Math.round(seconds / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

/**
 * The sheets of a plan's rounds, or of one of them: each round on pages of its own, the stops in order, with room to sign. Refuses
 * `not_found` for a plan of another office.
 */
export async function printSheet(
  db: Read,
  kind: Kind,
  { planId, officeId, roundId, now }: { planId: Id; officeId: Id; roundId: Id | null; now: Date },
): Promise<{ day: Day; content: Buffer }> {
  const plan = await findPlan(db, planId);
  if (plan?.officeId !== officeId) throw new Refusal('not_found', { plan: planId });
  const rounds = (await readRounds(db, planId)).filter(({ id }) => roundId === null || id === roundId);
  if (rounds.length === 0) throw new Refusal('not_found', { round: roundId });
  const office = await showOffice(db, officeId);
  const superior = office.parentId === null ? null : (await showOffice(db, office.parentId)).name;
  const data = {
    facts: {
      issuer: { ...(await issuerOf(db, office.name, superior, dayAt(now))) },
      day: plan.day,
      version: plan.version,
      acceptedBy: plan.by,
    },
    rows: { stops: rounds.flatMap(rowsOf) },
    madeAt: now,
  } as DocumentData;
  const [content] = await renderInWorker(kind, SHEET_LAYOUT, data);
  return { day: plan.day, content: content as Buffer };
}

function rowsOf(round: RoundRow): Row[] {
  const { n, payer, partner, startS, endS, distanceM } = round;
  const people = partner ? `${payer.name} và ${partner.name}` : payer.name;
  const heading =
    `Tuyến ${n}: ${people}. Xuất phát ${clockOf(startS)}, về ${clockOf(endS)}, ` +
    `${(distanceM / 1000).toFixed(1).replace('.', ',')} km, ${round.stops.length} điểm`;
  return round.stops.map((stop, i) => ({
    n: i + 1,
    round: `${n}`,
    heading,
    payer: people,
    name: stop.name,
    place: [stop.hamlet, stop.commune].filter(Boolean).join(', '),
    at: clockOf(stop.beginS),
    vouchers: stop.voucherIds.length,
    amountVnd: stop.amountVnd,
    signature: '',
    note: '',
  }));
}

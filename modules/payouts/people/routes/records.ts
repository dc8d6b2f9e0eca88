import { PAGE, pageOfPlaced, readCursor } from '#kernel/contract/pages.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { listCommunes } from '#places/units/communes.ts';
import { openPerson } from '../actions/person.ts';
import { correctPerson } from '../actions/correct.ts';
import { recordAttempt } from '../actions/attempts.ts';
import { writeNote } from '../actions/notes.ts';
import { recordsContract } from '../contract/records.ts';
import {
  findVoucherOwner,
  listAttemptsOf,
  listHistory,
  listPaymentsOf,
  listPaymentsOfDay,
  listReturnsOf,
  listTrail,
  listVouchersPaged,
} from '../store/records.ts';
import { listProgrammeNames } from '../../programmes/store/programmes.ts';
import { personOf, type RouteParts } from '../../request.ts';

/** What is written about a person over the years, and what a counter did today. */
export function recordRoutes({ db, clock }: RouteParts): Bound {
  const at = (office: { readonly id: string; readonly path: string } | null) => {
    if (!office) throw new Error('an office scope names its office');
    return { officeId: office.id, path: office.path, today: dayAt(clock.now()) };
  };
  return bind(recordsContract, {
    'GET /payouts/programmes': () => listProgrammeNames(db.read),
    'GET /payouts/communes': async () => {
      const communes = await listCommunes(db.read, dayAt(clock.now()));
      return communes.map(({ id, name, districtName }) => ({ id, name, district: districtName }));
    },
    'GET /payouts/people/:citizenId/vouchers': async ({ params, query, office, reveal }) => {
      const records = await openPerson(db.read, params.citizenId, at(office));
      const limit = query.limit ?? PAGE;
      const after = readCursor(query.after, 'day', 'day', 'id');
      const { programme = null, status = null } = query;
      const rows = await listVouchersPaged(db.read, records, { after, limit, programme, status });
      const ids = rows.slice(0, limit).map((row) => row.id);
      const [payments, returns, attempts] = await Promise.all([
        listPaymentsOf(db.read, ids),
        listReturnsOf(db.read, ids),
        listAttemptsOf(db.read, ids),
      ]);
      reveal({ subjectKind: 'citizen', subjectId: records[0], reason: 'payouts' });
      const { items, next } = pageOfPlaced(rows, limit);
      const of = <R extends { readonly voucherId: string }>(found: readonly R[], id: string) =>
        found.filter((each) => each.voucherId === id).map(({ voucherId: _voucher, ...each }) => each);
      return {
        items: items.map((item) => ({
          ...item,
          payments: of(payments, item.id),
          returned: item.status === 'returned' ? (of(returns, item.id)[0] ?? null) : null,
          attempts: of(attempts, item.id),
        })),
        next,
      };
    },
    'GET /payouts/vouchers/:voucherId/trail': async ({ params, office, reveal, refuse }) => {
      const owner = await findVoucherOwner(db.read, params.voucherId);
      if (!owner) return refuse('not_found', { voucher: params.voucherId });
      const [citizenId] = await openPerson(db.read, owner, at(office));
      reveal({ subjectKind: 'citizen', subjectId: citizenId, reason: 'trail' });
      return listTrail(db.read, params.voucherId);
    },
    'GET /payouts/people/:citizenId/history': async ({ params, query, office, reveal }) => {
      const records = await openPerson(db.read, params.citizenId, at(office));
      const limit = query.limit ?? PAGE;
      const after = readCursor(query.after, 'instant', 'id');
      const rows = await listHistory(db.read, records, { after, limit });
      reveal({ subjectKind: 'citizen', subjectId: records[0], reason: 'history' });
      return pageOfPlaced(rows, limit);
    },
    'POST /payouts/people/:citizenId/notes': ({ params, body, office, actor }) =>
      db.write((tx) =>
        writeNote(tx, clock.now(), { ...body, ...params, at: at(office), doer: personOf(actor) }),
      ),
    'POST /payouts/people/:citizenId/correction': ({ params, body, office, actor }) =>
      db.write((tx) =>
        correctPerson(tx, clock.now(), { ...body, ...params, at: at(office), doer: personOf(actor) }),
      ),
    'POST /payouts/attempts': ({ body, actor }) =>
      db.write((tx) => recordAttempt(tx, clock.now(), { ...body, doer: personOf(actor) })),
    'GET /payouts/payments': async ({ query, actor }) => {
      const limit = query.limit ?? PAGE;
      const rows = await listPaymentsOfDay(db.read, {
        officeId: query.officeId,
        day: query.day ?? dayAt(clock.now()),
        me: actor.staffId,
        by: query.mine ? actor.staffId : null,
        after: readCursor(query.after, 'instant', 'id'),
        limit,
      });
      return pageOfPlaced(rows, limit);
    },
  });
}

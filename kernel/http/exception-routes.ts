import { mayActAt } from '../access/actor.ts';
import { PAGE, pageOfPlaced, readCursor } from '../contract/pages.ts';
import type { Acts } from '../devices/acts.ts';
import { fitsBody } from '../devices/apply.ts';
import { listAttachments } from '../devices/attachments.ts';
import {
  type ExceptionRow,
  listExceptionEntries,
  listExceptions,
  listRecordOf,
  writeEntry,
} from '../devices/exceptions.ts';
import { exceptionsContract } from '../devices/exceptions-contract.ts';
import { isAlarmOpen, listAlarms } from '../devices/lists.ts';
import { readOperation } from '../devices/operation.ts';
import { type Device, findAnswers, findDevice, openText, type StoredAnswer } from '../devices/store.ts';
import { RULERS } from '../devices/shapes.ts';
import { Refusal } from '../words/refusal.ts';
import { bind, type Bound } from './bind.ts';
import { type DeviceParts, pathOf } from './device-routes.ts';
import { told } from './inbox-routes.ts';

/** What went wrong with phones, and what people rule on. */
export function exceptionRoutes({ db, clock, acts, say }: DeviceParts): Bound {
  const shown = ({ content, ...row }: ExceptionRow) => ({
    ...row,
    text: say(row.code, row.facts),
    amountVnd: amountOf(acts, openText(row.operationId, content)),
  });

  async function mustShow(id: string, office: { readonly path: string } | null): Promise<ExceptionRow> {
    const [row] = await listExceptions(db.kysely, { id, path: pathOf(office) });
    if (!row) throw new Refusal('not_found', { exception: id });
    const { place: _place, ...exception } = row;
    return exception;
  }

  return bind(exceptionsContract, {
    'GET /devices/alarms': async ({ query, office }) => {
      const limit = query.limit ?? PAGE;
      const after = readCursor(query.after, 'instant', 'id');
      return pageOfPlaced(await listAlarms(db.read, { path: pathOf(office), after, limit }), limit);
    },
    'POST /devices/alarms/:alarmId/acknowledgement': async ({ params, body, office, actor, refuse }) => {
      const { alarmId } = params;
      const ended = await db.read
        .selectFrom('device_alarm_end')
        .select('ended_by')
        .where('alarm_id', '=', alarmId)
        .executeTakeFirst();
      if (ended?.ended_by === actor.staffId) return { done: true };
      if (!(await isAlarmOpen(db.read, pathOf(office), alarmId)))
        return refuse('not_found', { alarm: alarmId });
      await db.write((tx) =>
        tx
          .insertInto('device_alarm_end')
          .values({ alarm_id: alarmId, note: body.note, ended_by: actor.staffId, ended_at: clock.now() })
          .onConflict((conflict) => conflict.column('alarm_id').doNothing())
          .execute(),
      );
      return { done: true };
    },
    'GET /devices/exceptions': async ({ query, office }) => {
      const { ruled = false, deviceId, limit = PAGE } = query;
      const after = readCursor(query.after, 'instant', 'id');
      const rows = await listExceptions(db.read, { path: pathOf(office), ruled, deviceId, after, limit });
      const { items, next } = pageOfPlaced(rows, limit);
      return { items: items.map(shown), next };
    },
    'GET /devices/exceptions/:exceptionId': async ({ params, office }) => {
      const row = await mustShow(params.exceptionId, office);
      const operation = await db.read
        .selectFrom('device_operation')
        .select(['content', 'signature'])
        .where('id', '=', row.operationId)
        .executeTakeFirstOrThrow();
      const { publicKey } = (await findDevice(db.read, row.deviceId)) as Device;
      return {
        exception: shown(row),
        operation: {
          text: openText(row.operationId, operation.content),
          signature: operation.signature,
          publicKey,
        },
        attachments: await listAttachments(db.read, row.deviceId, { operationId: row.operationId }),
        record: await listRecordOf(db.read, row.operationId),
        entries: await listExceptionEntries(db.read, row.id),
      };
    },
    'POST /devices/exceptions/:exceptionId/entries': async ({ params, body, office, actor }) => {
      const { exceptionId } = params;
      await mustShow(exceptionId, office);
      const { id, kind, note } = body;
      // Whoever stood at the counter explains; only those who answer for the office's phones rule.
      if (kind !== 'explained' && !mayActAt(actor, RULERS, pathOf(office)))
        throw new Refusal('not_allowed', { exception: exceptionId });
      const command = { id, exceptionId, by: actor.staffId, kind, note };
      const { ruled, needs, operationId } = await db.write((tx) =>
        writeEntry(tx, clock.now(), acts, command),
      );
      const answer = ruled ? (await findAnswers(db.kysely, [operationId])).get(operationId) : undefined;
      return { ruled, needs, answer: answer ? told(answerOf(answer), say) : null };
    },
  });
}

function amountOf(acts: Acts, text: string): bigint | null {
  const operation = readOperation(text);
  const act = operation && acts[operation.kind];
  return (act && fitsBody(act, operation) && act.amountOf?.(operation.body)) || null;
}

function answerOf(stored: StoredAnswer) {
  return { ...stored, first: stored.outcome };
}

import { bind, type Bound } from '#kernel/http/bind.ts';
import { acceptCheck, checkAgain, checkList } from '../actions/check-list.ts';
import { checksContract } from '../contract/checks.ts';
import { findCheck, type StoredCheck } from '../store/checks.ts';
import { personOf, type RouteParts } from '../../request.ts';

type Reading = Map<string, number>;

export function checkRoutes({
  db,
  clock,
  filesFolder,
}: RouteParts & { readonly filesFolder: string }): Bound {
  // Rows read by what is under way in this process; what is gone from here is done or was stopped.
  const reading: Reading = new Map();
  const watched = async <T>(
    id: string,
    signal: AbortSignal,
    work: (watching: {
      filesFolder: string;
      signal: AbortSignal;
      onProgress: (rows: number) => void;
    }) => Promise<T>,
  ): Promise<T> => {
    reading.set(id, 0);
    try {
      return await work({ filesFolder, signal, onProgress: (rows) => reading.set(id, rows) });
    } finally {
      reading.delete(id);
    }
  };
  return bind(checksContract, {
    'POST /payouts/list-checks': async ({ body, upload, actor, leaving, reveal }) => {
      const { path, fileName, bytes: fileBytes, sha256 } = upload;
      const command = { ...body, doer: personOf(actor), path, fileName, fileBytes, sha256 };
      const check = await watched(body.id, leaving(), (watching) =>
        checkList(db, clock.now(), command, watching),
      );
      reveal(lookAt(check));
      return replyOf(check);
    },
    'GET /payouts/list-checks/:checkId': async ({ params, reveal, refuse }) => {
      const check = await findCheck(db.read, params.checkId);
      if (!check) return refuse('not_found', { check: params.checkId });
      reveal(lookAt(check));
      return replyOf(check);
    },
    'GET /payouts/list-checks/:checkId/progress': ({ params }) => ({
      rows: reading.get(params.checkId) ?? null,
    }),
    'POST /payouts/list-checks/:checkId/mapping': async ({ params, body, actor, leaving, reveal }) => {
      const command = { ...body, checkId: params.checkId, doer: personOf(actor) };
      const check = await watched(body.id, leaving(), (watching) =>
        checkAgain(db, clock.now(), command, watching),
      );
      reveal(lookAt(check));
      return replyOf(check);
    },
    'POST /payouts/list-checks/:checkId/acceptance': ({ params, body, actor, leaving }) =>
      watched(body.id, leaving(), (watching) =>
        acceptCheck(db, clock.now(), { ...body, checkId: params.checkId, doer: personOf(actor) }, watching),
      ),
  });
}

const lookAt = (check: StoredCheck) => ({
  subjectKind: 'list-check',
  subjectId: check.id,
  reason: 'preview of a list',
});

type Reply = StoredCheck & { readonly report: never };

/** A report is written by the action in the shape of the reply; the database gives it back as it was. */
const replyOf = (check: StoredCheck) => check as Reply;

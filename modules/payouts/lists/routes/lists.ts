import { bind, type Bound } from '#kernel/http/bind.ts';
import { findKept } from '#kernel/files/keep.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { importList } from '../actions/import-list.ts';
import { listsContract } from '../contract/lists.ts';
import { findListFile, findList, pageOfLists, pageOfListVouchers } from '../store/pages.ts';
import { personOf, type RouteParts } from '../../request.ts';

/** Reads the mapping a caller sends beside the file: `{"fullName":"C","total":"M"}`. */
function readMapping(text: string | undefined): Record<string, string> | null {
  if (text === undefined) return null;
  const refuse = () => new Refusal('mapping_unreadable', { found: text.slice(0, 200) });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse();
    if (!Object.values(value).every((part) => typeof part === 'string')) throw refuse();
    return { ...value };
  } catch {
    throw refuse();
  }
}

export function listRoutes({ db, clock, filesFolder }: RouteParts & { readonly filesFolder: string }): Bound {
  return bind(listsContract, {
    'POST /payouts/lists': ({ body, upload, actor, leaving }) => {
      const mapping = readMapping(body.mapping);
      const command = {
        id: body.id,
        programme: body.programme,
        month: body.month,
        doer: personOf(actor),
        path: upload.path,
        fileName: upload.fileName,
        fileBytes: upload.bytes,
        ...(mapping && { mapping }),
      };
      return importList(db, clock.now(), { ...command, kind: body.kind }, { filesFolder, signal: leaving() });
    },
    'GET /payouts/lists': ({ query }) => pageOfLists(db.read, query),
    'GET /payouts/lists/:listId': async ({ params, refuse }) =>
      (await findList(db.read, params.listId)) ?? refuse('not_found', { list: params.listId }),
    'GET /payouts/lists/:listId/vouchers': ({ params, query }) =>
      pageOfListVouchers(db.read, params.listId, query),
    'GET /payouts/lists/:listId/file': async ({ params, refuse, reveal }) => {
      const file = await findListFile(db.read, params.listId);
      if (!file) return refuse('not_found', { list: params.listId });
      const content = await findKept(filesFolder, file.sha256);
      if (!content) return refuse('list_file_not_found', { file: file.fileName, sha256: file.sha256 });
      reveal({ subjectKind: 'payout-list', subjectId: params.listId, reason: 'original file' });
      return { fileName: file.fileName, mediaType: 'application/octet-stream', content };
    },
  });
}

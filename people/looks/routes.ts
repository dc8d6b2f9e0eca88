import { PAGE, pageOf, readCursor } from '#kernel/contract/pages.ts';
import type { Database } from '#kernel/db/connect.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { looksContract } from './contract.ts';
import { listLooks } from './store.ts';

export function looksRoutes({ db }: { readonly db: Database }): Bound {
  return bind(looksContract, {
    'GET /looks': async ({ query }) => {
      const limit = query.limit ?? PAGE;
      const rows = await listLooks(db.read, {
        by: query.by ?? null,
        citizenId: query.citizenId ?? null,
        from: query.from ?? null,
        to: query.to ?? null,
        after: readCursor(query.after, 'instant', 'number'),
        limit,
      });
      return pageOf(
        rows,
        limit,
        ({ place }) => place,
        ({ place: _place, subject, ...row }) => ({ ...row, subject: subject && shortName(subject) }),
      );
    },
  });
}

/** A name an auditor can tell apart without reading it whole: `Nguyễn Thị Hoà` as `N. T. Hoà`. */
function shortName(name: string): string {
  const words = name.split(' ');
  return words.map((word, i) => (i === words.length - 1 ? word : `${word.slice(0, 1)}.`)).join(' ');
}

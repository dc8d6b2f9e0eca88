import { Type } from 'typebox';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { contract } from '#kernel/contract/contract.ts';
import { Instant, Nullable, OneOf, shape } from '#kernel/contract/shapes.ts';
import { type Trouble, TROUBLED, WHYS } from '../recovery/troubles.ts';

/** A demonstration's own accounts, which anyone may know; null where real people work. */
export interface Demonstration {
  /** Shared by all accounts of the demonstration. */
  readonly password: string;
  readonly accounts: readonly { readonly username: string; readonly role: string }[];
  /** The province's clock less the machine's: the demonstration lives in its own month. */
  readonly clockAheadMs: number;
}

export const aboutContract = contract({
  'GET /about': {
    may: 'anyone',
    scope: 'none',
    summary: {
      vi: 'Đây có phải bản minh hoạ không',
      en: 'Whether this is a demonstration, and its accounts',
    },
    reply: shape({
      demonstration: Nullable(
        shape({
          password: Type.String(),
          clockAheadMs: Type.Integer(),
          accounts: Type.Array(shape({ username: Type.String(), role: Type.String() })),
        }),
      ),
    }),
    refusals: [],
  },
  'GET /troubles': {
    may: ['administrator', 'provincial-director'],
    scope: 'province',
    summary: {
      vi: 'Sao lưu có đang đứng lại không, từ khi nào, vì sao',
      en: 'Whether backups stand still, since when and why',
    },
    reply: Type.Array(shape({ what: OneOf(...TROUBLED), why: OneOf(...WHYS), since: Instant })),
    refusals: [],
  },
});

/** What a page may know before anyone signs in, and what administrators are told of the machine. */
export function aboutRoutes({
  demonstration,
  troubles,
}: {
  readonly demonstration: Demonstration | null;
  readonly troubles?: () => readonly Trouble[];
}): Bound {
  return bind(aboutContract, {
    'GET /about': async () => ({
      demonstration: demonstration && {
        password: demonstration.password,
        clockAheadMs: demonstration.clockAheadMs,
        accounts: demonstration.accounts.map(({ username, role }) => ({ username, role })),
      },
    }),
    'GET /troubles': () => troubles?.() ?? [],
  });
}

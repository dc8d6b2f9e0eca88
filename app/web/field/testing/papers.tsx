/** @jsxImportSource preact */
import { searchKey } from '#kernel/words/text.ts';
import { goTo } from '../route.ts';
import { type AnyKind, kindOf, type StopProps } from '../kinds/kind.ts';
import { payouts } from '../kinds/payouts/kind.ts';
import { useDoing } from '../parts/use-doing.ts';
import { usePack, useSession } from '../use-session.ts';

/** A kind that no module of the house has: papers to be handed over at doors. The shell takes it as it takes payouts. */
interface Papers {
  readonly papers: readonly { readonly id: string; readonly title: string; readonly person: string }[];
  readonly purgeAt: string;
}

const MODULE = 'papers';

function PaperScreen({ id }: StopProps) {
  const own = usePack<Papers>(MODULE);
  const session = useSession();
  const { run, busy, error } = useDoing();
  const paper = own?.pack.papers.find((each) => each.id === id);
  const isDone = own?.held.rows.some((row) => row.id === id && row.state === 'done');
  if (!paper) return null;
  const handOver = async () => {
    await session.act({ kind: 'papers.hand-over', body: { paperId: id } });
    goTo('');
  };
  return (
    <article class="stop">
      <h1>{paper.title}</h1>
      <p>{paper.person}</p>
      {error && <p role="alert">{error}</p>}
      <div class="thumb">
        <button type="button" class="go wide" disabled={busy || isDone} onClick={() => run(handOver)}>
          Đã giao giấy tờ
        </button>
      </div>
    </article>
  );
}

const papers = kindOf<Papers>({
  module: MODULE,
  route: 'POST /devices/:deviceId/papers',
  renew: (pack) => pack,
  purgeAt: (pack) => pack.purgeAt,
  hold: (pack, { counted, since }) => {
    const refused = (act: { answer: { first: string } | null }) => act.answer?.first === 'refused';
    const handed = new Set(
      [...counted, ...since].filter((act) => !refused(act)).map((act) => act.body['paperId']),
    );
    const left = pack.papers.filter(({ id }) => !handed.has(id));
    return {
      rows: pack.papers.map(({ id, title, person }) => ({
        id,
        title,
        detail: person,
        amountVnd: null,
        state: handed.has(id) ? ('done' as const) : ('open' as const),
        order: null,
        arriveAt: null,
        words: searchKey(person),
      })),
      moneyVnd: 0n,
      things: left.length,
      waiting: 0,
      finished: left.length === 0,
    };
  },
  things: (n) => `${n} giấy tờ`,
  say: (act, pack) =>
    `Giao giấy tờ – ${pack?.papers.find(({ id }) => id === act.body['paperId'])?.title ?? '…'}`,
  Stop: PaperScreen,
  Bag: () => null,
});

export const kinds: readonly AnyKind[] = [payouts, papers];

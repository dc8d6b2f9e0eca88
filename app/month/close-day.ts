import { sql } from 'kysely';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { closeHands, closeOffice } from '#modules/payouts/closing/actions.ts';
import type { Post } from './crew.ts';
import { act, allGranted, at, inLanes, type Run } from './run.ts';

interface OpenHand {
  readonly id: Id;
  readonly office_id: Id;
  readonly staff_id: Id | null;
  readonly balance_vnd: bigint;
}

/** Physical hands that moved on the day or still hold cash: the ones whose day must be closed. */
async function readOpenHands(run: Run, day: Day): Promise<Map<Id, OpenHand[]>> {
  const { rows } = await sql<OpenHand>`
    select h.id, h.office_id, h.staff_id, b.balance_vnd from hand h join hand_balance b on b.hand_id = h.id
    where h.kind in ('vault', 'drawer') and h.closed_at is null and (b.closed_day is null or b.closed_day < ${day})
      and (b.balance_vnd > 0 or exists (select 1 from money_move m where m.from_hand = h.id and m.business_day = ${day})
        or exists (select 1 from money_move m where m.to_hand = h.id and m.business_day = ${day}))
    order by h.id`.execute(run.db.read);
  return Map.groupBy(rows, (row) => row.office_id);
}

/** Everyone counts and closes: drawers and vaults, then the points, the districts, the province. */
export async function closeDay(run: Run, day: Day): Promise<number> {
  const { crew } = run;
  const open = await readOpenHands(run, day);
  const now = at(day, '17:30');
  const commands = [...open].flatMap(([officeId, hands]) => {
    const post = crew.posts.get(officeId) ?? crew.root;
    const missing = run.missing(post.office.code, day);
    return hands.map((hand, i) => {
      const difference = i === 0 && hand.balance_vnd > missing ? missing : 0n;
      return {
        id: newId(),
        doer: post.tills.find(({ person }) => person.id === hand.staff_id)?.person ?? post.keeper,
        handId: hand.id,
        day,
        count: fewestNotes(hand.balance_vnd - difference).count,
        thingsCounted: 0,
        ...(difference !== 0n && { reason: 'Kiểm đếm cuối ngày chênh lệch' }),
      };
    });
  });
  allGranted(await act(run, (tx) => closeHands(tx, now, commands)));
  const close = (post: Post) => {
    const doer = post === crew.root ? crew.treasurer : post.witness;
    return act(run, (tx) => closeOffice(tx, now, { doer, officeId: post.office.id, day }));
  };
  const moved = await readMoved(run, day);
  const due = (posts: readonly Post[]) =>
    posts.filter((post) => open.has(post.office.id) || moved.has(post.office.id));
  await inLanes(4, due(crew.points), close);
  await inLanes(4, due(crew.districts), close);
  await close(crew.root);
  return commands.length;
}

async function readMoved(run: Run, day: Day): Promise<Set<Id>> {
  const rows = await run.db.read
    .selectFrom('handover')
    .select('office_id')
    .distinct()
    .where('business_day', '=', day)
    .execute();
  return new Set(rows.map((row) => row.office_id));
}

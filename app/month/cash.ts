import { type Day, formatDay } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { moveBankCash } from '#modules/payouts/cash/actions/money.ts';
import type { Person } from '#modules/payouts/posting.ts';
import { acceptEach, acceptOffer, offerEach } from '#modules/payouts/cash/actions/offers.ts';
import { approveOrder, makeOrder, sendOrder } from '#modules/payouts/cash/actions/orders.ts';
import type { HandRow } from '#kernel/handover/hands.ts';
import type { Post } from './crew.ts';
import { act, allGranted, at, type Run } from './run.ts';

/** Cash wanted in a drawer, by the drawer's id. */
export type Needs = ReadonlyMap<Id, bigint>;

/** What is still wanting: nothing when the hand holds enough. */
const wanting = (neededVnd: bigint, heldVnd: bigint) => (neededVnd > heldVnd ? neededVnd - heldVnd : 0n);

async function readBalances(run: Run): Promise<Map<Id, bigint>> {
  const rows = await run.db.read.selectFrom('hand_balance').select(['hand_id', 'balance_vnd']).execute();
  return new Map(rows.map((row) => [row.hand_id, row.balance_vnd]));
}

/** Cash drawn for some days: from the bank into the province's vault, and by approved orders to the districts. */
export async function sendToDistricts(run: Run, day: Day, wanted: ReadonlyMap<Id, bigint>): Promise<bigint> {
  const { crew, month } = run;
  const balances = await readBalances(run);
  const orders = crew.districts.flatMap((post) => {
    const amountVnd = wanting(wanted.get(post.office.id) ?? 0n, balances.get(post.vault.id) ?? 0n);
    return amountVnd > 0n ? [{ post, count: fewestNotes(amountVnd).count, amountVnd }] : [];
  });
  const totalVnd = orders.reduce((sum, order) => sum + order.amountVnd, 0n);
  if (totalVnd === 0n) return 0n;
  await act(run, (tx) =>
    moveBankCash(tx, at(day, '05:30'), {
      id: newId(),
      doer: crew.treasurer,
      officeId: crew.root.office.id,
      direction: 'draw',
      count: fewestNotes(totalVnd).count,
      document: `Séc ${formatDay(day)}`,
      witnessId: crew.accountant.id,
    }),
  );
  for (const { post, count } of orders) {
    const orderId = newId();
    const offerId = newId();
    await act(run, async (tx) => {
      const order = { id: orderId, doer: crew.controller, month, count };
      const hands = { fromHand: crew.root.vault.id, toHand: post.vault.id };
      const { needsApproval } = await makeOrder(tx, at(day, '05:00'), { ...order, ...hands });
      if (needsApproval) await approveOrder(tx, at(day, '05:15'), { orderId, doer: crew.accountant });
      await sendOrder(tx, at(day, '05:45'), { id: offerId, orderId, doer: crew.treasurer, count });
      await acceptOffer(tx, at(day, '06:15'), { id: newId(), doer: post.keeper, offerId, count });
    });
  }
  return totalVnd;
}

interface Passing {
  readonly from: HandRow;
  readonly toward: Id;
  readonly giver: Person;
  readonly taker: Person;
  readonly witness: Person;
  readonly amountVnd: bigint;
}

/** Counted out by one, counted in by the other, a second person beside the giver: all hands of one round in two calls. */
async function passOn(
  run: Run,
  offeredAt: Date,
  acceptedAt: Date,
  passings: readonly Passing[],
): Promise<void> {
  const round = passings
    .filter(({ amountVnd }) => amountVnd > 0n)
    .map((passing) => ({ ...passing, offerId: newId(), count: fewestNotes(passing.amountVnd).count }));
  await act(run, async (tx) => {
    allGranted(
      await offerEach(
        tx,
        offeredAt,
        round.map(({ offerId: id, giver: doer, from, toward: towardHand, count, witness }) => ({
          id,
          doer,
          from,
          towardHand,
          count,
          witnessId: witness.id === doer.id ? null : witness.id,
        })),
      ),
    );
    allGranted(
      await acceptEach(
        tx,
        acceptedAt,
        round.map(({ offerId, taker: doer, count }) => ({ id: newId(), doer, offerId, count })),
      ),
    );
  });
}

const districtOf = (run: Run, post: Post) => run.crew.posts.get(post.office.parentId ?? '') as Post;

/** Brings every drawer what it needs for half a day: district vault, point vault, drawer. */
export async function supply(run: Run, day: Day, time: string, needs: Needs): Promise<void> {
  const balances = await readBalances(run);
  const has = (hand: Id) => balances.get(hand) ?? 0n;
  const posts = [...run.crew.districts, ...run.crew.points].map((post) => {
    const tills = post.tills.map((till) => ({
      till,
      amountVnd: wanting(needs.get(till.drawer.id) ?? 0n, has(till.drawer.id)),
    }));
    return { post, tills, amountVnd: tills.reduce((sum, each) => sum + each.amountVnd, 0n) };
  });
  const [sent, taken] = time < '12:00' ? ['06:30', '06:45'] : ['12:00', '12:20'];
  const toPoints = posts
    .filter(({ post }) => run.crew.points.includes(post))
    .map(({ post, amountVnd }): Passing => {
      const district = districtOf(run, post);
      return {
        from: district.vault,
        toward: post.vault.id,
        giver: district.keeper,
        taker: post.keeper,
        witness: district.witness,
        amountVnd: wanting(amountVnd, has(post.vault.id)),
      };
    });
  await passOn(run, at(day, sent), at(day, taken), toPoints);
  const toDrawers = posts.flatMap(({ post, tills }) =>
    tills.map(({ till, amountVnd }): Passing => ({
      from: post.vault,
      toward: till.drawer.id,
      giver: post.keeper,
      taker: till.person,
      witness: post.witness,
      amountVnd,
    })),
  );
  await passOn(run, at(day, taken), at(day, time), toDrawers);
}

/** Everything left in drawers and vaults goes back up and into the bank. */
export async function bringBack(run: Run, day: Day): Promise<bigint> {
  const { crew } = run;
  let balances = await readBalances(run);
  const has = (hand: Id) => balances.get(hand) ?? 0n;
  const fromDrawers = [...crew.posts.values()].flatMap((post) =>
    post.tills.map(({ drawer, person }): Passing => ({
      from: drawer,
      toward: post.vault.id,
      giver: person,
      taker: post.keeper,
      witness: post.witness,
      amountVnd: has(drawer.id),
    })),
  );
  await passOn(run, at(day, '08:00'), at(day, '08:15'), fromDrawers);
  balances = await readBalances(run);
  const fromPoints = crew.points.map((post): Passing => ({
    from: post.vault,
    toward: districtOf(run, post).vault.id,
    giver: post.keeper,
    taker: districtOf(run, post).keeper,
    witness: post.witness,
    amountVnd: has(post.vault.id),
  }));
  await passOn(run, at(day, '08:30'), at(day, '10:00'), fromPoints);
  balances = await readBalances(run);
  let totalVnd = 0n;
  for (const post of [...crew.districts, crew.root]) {
    const amountVnd = has(post.vault.id);
    if (amountVnd === 0n) continue;
    totalVnd += amountVnd;
    const doer = post === crew.root ? crew.treasurer : post.keeper;
    await act(run, (tx) =>
      moveBankCash(tx, at(day, '14:00'), {
        id: newId(),
        doer,
        officeId: post.office.id,
        direction: 'deposit',
        count: fewestNotes(amountVnd).count,
        document: `GNT ${formatDay(day)}`,
        witnessId: post.witness.id,
      }),
    );
  }
  return totalVnd;
}

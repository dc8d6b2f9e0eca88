import assert from 'node:assert/strict';
import { type HandRow, showHand } from '#kernel/handover/hands.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { closeHand, closeOffice } from '../closing/actions.ts';
import { moveBankCash, recordFunding } from '../cash/actions/money.ts';
import { acceptOffer, offer, returnOffer } from '../cash/actions/offers.ts';
import { approveOrder, makeOrder, sendOrder } from '../cash/actions/orders.ts';
import { accept, giveBack, has, move, type OfferIs } from './ledger.ts';
import {
  answerOf,
  expectAnswer,
  nextDay,
  type Office,
  oneOf,
  payerWith,
  PROGRAMME,
  today,
  whyHeld,
  type World,
} from './world.ts';

const notes = (amountVnd: bigint) => fewestNotes(amountVnd).count;
/** Whole thousands up to some millions, so that hands run short now and then. */
const someVnd = (world: World, thousands = 12_000) => BigInt(1 + world.pick(thousands)) * 1_000n;
const LIMIT_VND = 20_000_000n;

function handsOf(world: World): { hand: HandRow; office: Office }[] {
  return world.offices.flatMap((office) => [
    { hand: office.vault, office },
    ...office.tellers.map(({ drawer }) => ({ hand: drawer, office })),
  ]);
}

/** The root teller's drawer is the only one with a limit that the walk reaches. */
const limited = (world: World, hand: Id) => hand === world.root.tellers[0]?.drawer.id;

export async function fund(world: World): Promise<void> {
  const month = oneOf(world, world.months);
  const amountVnd = someVnd(world, 30_000);
  const command = {
    id: newId(),
    doer: world.province.treasurer,
    programme: PROGRAMME,
    month,
    amountVnd,
    document: 'UNC',
  };
  const run = () => answerOf(world, (tx) => recordFunding(tx, world.now, command));
  if (!expectAnswer(await run(), [world.ledger.settled.has(month) && 'period_locked'])) return;
  move(world.ledger, world.agency, world.bank, amountVnd);
  world.ledger.funded.set(month, (world.ledger.funded.get(month) ?? 0n) + amountVnd);
  world.repeats.push(async () => void expectAnswer(await run(), []));
}

export async function bankCash(world: World): Promise<void> {
  const { vault, id: officeId } = oneOf(world, world.offices);
  const direction = world.pick(3) === 0 ? 'deposit' : 'draw';
  const amountVnd = someVnd(world);
  const command = {
    id: newId(),
    doer: world.province.treasurer,
    officeId,
    direction,
    count: notes(amountVnd),
    document: 'Séc',
    witnessId: null,
  } as const;
  const run = () => answerOf(world, (tx) => moveBankCash(tx, world.now, command));
  const [from, to] = direction === 'draw' ? [world.bank, vault.id] : [vault.id, world.bank];
  if (!expectAnswer(await run(), [has(world.ledger, from) < amountVnd && 'hand_short'])) return;
  move(world.ledger, from, to, amountVnd);
  world.repeats.push(async () => void expectAnswer(await run(), []));
}

export async function offerCash(world: World): Promise<void> {
  const hands = handsOf(world);
  const vaults = hands.filter(({ hand }) => hand.kind === 'vault');
  const from = oneOf(world, world.pick(3) > 0 ? vaults : hands);
  const toward = oneOf(
    world,
    hands.filter(({ hand }) => hand.id !== from.hand.id),
  );
  const amountVnd = someVnd(world, 6_000);
  const id = newId();
  const command = {
    id,
    doer: world.province.treasurer,
    from: from.hand,
    towardHand: toward.hand.id,
    count: notes(amountVnd),
  };
  const run = () => answerOf(world, (tx) => offer(tx, world.now, command));
  if (!expectAnswer(await run(), [has(world.ledger, from.hand.id) < amountVnd && 'hand_short'])) return;
  sent(world, id, {
    from: from.hand.id,
    toward: toward.hand.id,
    transit: from.office.transit,
    amountVnd,
    things: [],
  });
  world.repeats.push(async () => void expectAnswer(await run(), []));
}

function sent(world: World, id: Id, is: OfferIs): void {
  world.ledger.offers.set(id, is);
  move(world.ledger, is.from, is.transit, is.amountVnd);
}

/** An order, perhaps approved by its own maker, sent once or twice. */
export async function order(world: World): Promise<void> {
  const [from, toward] = [world.root, world.offices[0] as Office];
  const { treasurer, accountant } = world.province;
  const amountVnd = someVnd(world, 9_000);
  const count = notes(amountVnd);
  const month = oneOf(world, world.months);
  const orderId = newId();
  const made = {
    id: orderId,
    doer: treasurer,
    month,
    fromHand: from.vault.id,
    toHand: toward.vault.id,
    count,
  };
  expectAnswer(await answerOf(world, (tx) => makeOrder(tx, world.now, made)), []);
  expectAnswer(await answerOf(world, (tx) => approveOrder(tx, world.now, { orderId, doer: treasurer })), [
    'own_order',
  ]);
  expectAnswer(await answerOf(world, (tx) => approveOrder(tx, world.now, { orderId, doer: accountant })), []);
  const ids = [newId(), newId()];
  const send = (id: Id) =>
    answerOf(world, (tx) => sendOrder(tx, world.now, { id, orderId, doer: treasurer, count }));
  const short = has(world.ledger, from.vault.id) < amountVnd;
  const answers = await Promise.all(ids.map(send));
  const won = answers.indexOf(null);
  if (short) return answers.forEach((answer) => expectAnswer(answer, ['hand_short']));
  assert.notEqual(won, -1, answers.join());
  expectAnswer(answers[1 - won] ?? null, [
    'order_sent',
    has(world.ledger, from.vault.id) < 2n * amountVnd && 'hand_short',
  ]);
  sent(world, ids[won] as Id, {
    from: from.vault.id,
    toward: toward.vault.id,
    transit: from.transit,
    amountVnd,
    things: [],
  });
}

/** Answers an open offer: counted right, short or over, with a thing not found; refused; withdrawn; or two at once. */
export async function answerOffer(world: World): Promise<void> {
  const open = [...world.ledger.offers];
  if (open.length === 0) return offerCash(world);
  const [offerId, is] = oneOf(world, open);
  const doer = world.province.treasurer;
  const slip = [0n, 0n, 0n, -5_000n, 3_000n][world.pick(5)] as bigint;
  const countedVnd = is.amountVnd === 0n ? 0n : is.amountVnd + slip < 0n ? 0n : is.amountVnd + slip;
  const missing = is.things.length > 0 && world.pick(4) === 0 ? [oneOf(world, is.things)] : [];
  const office = world.offices.find(
    (each) =>
      each.vault.id === is.toward ||
      each.desk === is.toward ||
      payerWith(world, is.toward)?.officeId === each.id ||
      each.tellers.some(({ drawer }) => drawer.id === is.toward),
  );
  assert(office);
  const taking = {
    id: newId(),
    doer,
    offerId,
    ...(is.amountVnd > 0n && { count: notes(countedVnd) }),
    missing,
  };
  const take = () => answerOf(world, (tx) => acceptOffer(tx, world.now, taking));
  const back = (kind: 'refuse' | 'withdraw') => {
    const command = { id: newId(), doer, offerId, kind, reason: 'sai' };
    return () => answerOf(world, (tx) => returnOffer(tx, world.now, command));
  };
  const over =
    limited(world, is.toward) && has(world.ledger, is.toward) + countedVnd > LIMIT_VND && 'hand_over_limit';
  const overBack =
    limited(world, is.from) && has(world.ledger, is.from) + is.amountVnd > LIMIT_VND && 'hand_over_limit';
  const whyNotTake = [over, whyHeld(world, is.toward)];
  const whyNotBack = [overBack, whyHeld(world, is.from)];
  const can = (why: (string | false)[]) => why.every((reason) => reason === false);
  const taken = () => accept(world.ledger, offerId, countedVnd, missing, office.suspense);
  const way = world.pick(4);
  if (way <= 1) {
    if (!expectAnswer(await take(), whyNotTake)) return;
    taken();
    world.repeats.push(async () => void expectAnswer(await take(), []));
  } else if (way === 2) {
    const run = back(world.pick(2) === 0 ? 'refuse' : 'withdraw');
    if (!expectAnswer(await run(), whyNotBack)) return;
    giveBack(world.ledger, offerId);
    world.repeats.push(async () => void expectAnswer(await run(), []));
  } else {
    const answers = await Promise.all([take(), back('refuse')(), back('withdraw')()]);
    const done = answers.filter((answer) => answer === null).length;
    assert.equal(done, can(whyNotTake) || can(whyNotBack) ? 1 : 0, `one answer stands: ${answers.join()}`);
    const reasons = ['offer_closed', ...whyNotTake, ...whyNotBack];
    answers.forEach((answer) => answer !== null && expectAnswer(answer, reasons));
    if (answers[0] === null) taken();
    else if (done > 0) giveBack(world.ledger, offerId);
  }
}

/** Closes a hand with what was counted, or the office; what is closed already, or still open, is refused. */
export async function close(world: World): Promise<void> {
  const { ledger } = world;
  const day = today(world);
  const { hand, office } = oneOf(world, handsOf(world));
  const book = has(ledger, hand.id);
  const slip = [0n, 0n, -2_000n, 1_000n][world.pick(4)] as bigint;
  const counted = book + slip < 0n ? 0n : book + slip;
  const command = {
    id: newId(),
    doer: world.province.treasurer,
    handId: hand.id,
    day,
    count: notes(counted),
    thingsCounted: 0,
  };
  const run = () => answerOf(world, (tx) => closeHand(tx, world.now, command));
  const answer = await run();
  if (expectAnswer(answer, [(ledger.closed.get(hand.id) ?? '') >= day && 'day_closed'])) {
    if (counted < book) move(ledger, hand.id, office.suspense, book - counted);
    else move(ledger, office.suspense, hand.id, counted - book);
    ledger.closed.set(hand.id, day);
    world.repeats.push(async () => void expectAnswer(await run(), []));
  }
}

/** The end of a day: every hand is counted, both offices close, and the clock goes on. */
export async function endDay(world: World): Promise<void> {
  const day = today(world);
  const doer = world.province.treasurer;
  // The day of an office whose bag is frozen is closed once its vouchers are issued anew.
  if (world.payers.some(({ phone }) => phone.lost)) return;
  for (const { hand } of [...handsOf(world), ...world.payers.map(({ bag }) => ({ hand: bag }))]) {
    const count = notes(has(world.ledger, hand.id));
    const command = { id: newId(), doer, handId: hand.id, day, count, thingsCounted: 0 };
    const closed = (world.ledger.closed.get(hand.id) ?? '') >= day;
    expectAnswer(await answerOf(world, (tx) => closeHand(tx, world.now, command)), [closed && 'day_closed']);
    world.ledger.closed.set(hand.id, day);
  }
  for (const { id: officeId } of world.offices) {
    const shut = () => answerOf(world, (tx) => closeOffice(tx, world.now, { doer, officeId, day }));
    expectAnswer(await shut(), []);
    expectAnswer(await shut(), ['day_closed']);
  }
  assert.ok(await showHand(world.db.read, world.bank));
  nextDay(world);
}

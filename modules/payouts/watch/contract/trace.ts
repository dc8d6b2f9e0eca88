import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Count,
  Day,
  Id,
  Instant,
  Month,
  Nullable,
  OneOf,
  shape,
  SignedVndText,
  VndText,
  NamedHand,
} from '#kernel/contract/shapes.ts';
import { RULINGS } from '../../cases/rules.ts';
import { EVERYONE_INSIDE, WATCHERS } from '../../roles.ts';

const Hand = shape({ id: Id, kind: Type.String(), name: Type.String(), officeId: Id, office: Type.String() });

/** One handover of a chain, as a line. */
const Step = shape({
  id: Id,
  kind: Type.String(),
  actor: Type.String(),
  office: Type.String(),
  recordedAt: Instant,
  /** What it does to the one it names: null for the first of the chain. */
  does: Nullable(OneOf('answers', 'reverses')),
  to: Nullable(Id),
});

export const HandoverDetail = shape({
  id: Id,
  kind: Type.String(),
  actorKind: OneOf('person', 'job', 'support'),
  actor: Type.String(),
  officeId: Id,
  office: Type.String(),
  deviceId: Nullable(Id),
  occurredAt: Instant,
  recordedAt: Instant,
  businessDay: Day,
  reason: Nullable(Type.String()),
  witnesses: Type.Array(Type.String()),
  toward: Nullable(Hand),
  /** Offered and not answered yet. */
  waiting: Type.Boolean(),
  amountVnd: VndText,
  money: Type.Array(shape({ from: Hand, to: Hand, amountVnd: VndText })),
  counts: Type.Array(shape({ side: Type.String(), count: Count, amountVnd: VndText })),
  /** Things that moved: all counted, the first 200 named. */
  things: shape({
    count: Type.Integer(),
    amountVnd: VndText,
    moves: Type.Array(shape({ from: Hand, to: Hand, count: Type.Integer(), amountVnd: VndText })),
    items: Type.Array(
      shape({
        id: Id,
        programme: Type.String(),
        month: Month,
        benefitMonth: Month,
        kind: Type.String(),
        amountVnd: VndText,
        status: Type.String(),
        receiptNo: Nullable(Type.String()),
      }),
    ),
  }),
  /** The chain this handover belongs to, the first one first; itself is in it. */
  trail: Type.Array(Step),
  cases: Type.Array(
    shape({ id: Id, kind: Type.String(), hand: NamedHand, amountVnd: VndText, ruled: Type.Boolean() }),
  ),
  /** The count of a day's close. */
  close: Nullable(
    shape({
      day: Day,
      hand: Hand,
      bookVnd: VndText,
      countedVnd: VndText,
      thingsBook: Type.Integer(),
      thingsCounted: Type.Integer(),
    }),
  ),
  /** The paper of it: minutes of an acceptance, the slip of a close; and of which handover it is. */
  form: Nullable(shape({ form: OneOf('cash-minutes', 'day-close'), handoverId: Id, officeId: Id })),
});

export const CaseDetail = shape({
  id: Id,
  kind: Type.String(),
  amountVnd: VndText,
  openedAt: Instant,
  /** Whose case it is: where it is written about and ruled on. */
  officeId: Id,
  hand: Hand,
  /** Who answers for the hand; null for an office's own. */
  holder: Nullable(Type.String()),
  foundBy: Type.String(),
  /** What whoever counted wrote of the difference at the close. */
  said: Nullable(Type.String()),
  handoverId: Id,
  things: Type.Integer(),
  /** What each side says: the giver's count and the taker's, or the book and the count of a close. */
  sides: Type.Array(
    shape({
      side: OneOf('offered', 'accepted', 'book', 'counted'),
      handoverId: Id,
      by: Type.String(),
      at: Instant,
      hand: Nullable(NamedHand),
      amountVnd: VndText,
      things: Type.Integer(),
      count: Count,
    }),
  ),
  entries: Type.Array(
    shape({
      id: Id,
      kind: OneOf('disputed', 'explained', 'ruled', 'overruled', 'taken_back'),
      note: Type.String(),
      by: Type.String(),
      at: Instant,
      /** What a ruling decided; null of what was ruled before this was kept. */
      ruling: Nullable(OneOf(...RULINGS)),
      handoverId: Nullable(Id),
    }),
  ),
  /** Photographs and PDFs laid beside it, at most twenty; their content comes one by one. */
  papers: Type.Array(
    shape({
      id: Id,
      title: Type.String(),
      mediaType: OneOf('image/jpeg', 'image/png', 'application/pdf'),
      sha256: Type.String(),
      bytes: Type.Integer(),
      by: Type.String(),
      at: Instant,
    }),
  ),
  ruled: Type.Boolean(),
  /** Whether the ruling can be taken back as such: not what goes on as a payment or as a claim. */
  reversible: Type.Boolean(),
  /** Whether the asker held the hand or made the count: such a person does not rule on it. */
  own: Type.Boolean(),
  /** Above this amount a ruling needs two people; null when the province has set none. */
  twoPeopleAboveVnd: Nullable(VndText),
});

export const traceContract = contract({
  'GET /payouts/handovers/:handoverId': {
    may: EVERYONE_INSIDE,
    scope: 'none',
    summary: {
      vi: 'Một bàn giao đầy đủ, cùng chuỗi trả lời và đính chính',
      en: 'One handover in full, with the chain of answers and corrections',
    },
    params: shape({ handoverId: Id }),
    reply: HandoverDetail,
    refusals: [],
  },
  'GET /payouts/cases/:caseId': {
    may: EVERYONE_INSIDE,
    scope: 'none',
    summary: {
      vi: 'Một chênh lệch: chứng cứ hai bên, ý kiến, kết luận',
      en: 'A difference: both sides’ evidence, what was said, the ruling',
    },
    params: shape({ caseId: Id }),
    reply: CaseDetail,
    refusals: [],
  },
  'GET /payouts/suspense': {
    may: WATCHERS,
    scope: 'office',
    summary: {
      vi: 'Đối chiếu tiền treo với các chênh lệch chưa kết luận',
      en: 'Suspense laid against the differences not ruled on',
    },
    query: shape({ officeId: Id }),
    reply: Type.Array(
      shape({
        officeId: Id,
        office: Type.String(),
        handId: Id,
        /** Held in suspense by the moves. */
        balanceVnd: SignedVndText,
        shortages: Type.Integer(),
        shortageVnd: VndText,
        surpluses: Type.Integer(),
        surplusVnd: VndText,
        /** What no open difference explains; zero is the only good answer. */
        unexplainedVnd: SignedVndText,
      }),
    ),
    refusals: [],
  },
});

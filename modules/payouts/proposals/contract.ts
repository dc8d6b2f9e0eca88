import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';
import {
  Count,
  Day,
  Id,
  Instant,
  Line,
  Month,
  Nullable,
  OneOf,
  shape,
  VndText,
  Whole,
} from '#kernel/contract/shapes.ts';
import { MAY_ASK, MAY_RULE, PROPOSAL_KINDS } from './rules.ts';
import { RECOGNITION_REFUSALS, RULINGS } from '../cases/rules.ts';
import { LEDGER_REFUSALS } from '../cash/contract/money.ts';
import { RESTORATION_REFUSALS, WITHDRAWAL_REFUSALS } from '../lists/contract/whole-list.ts';

/** What needs two people, by kind. */
const Proposed = Type.Union([
  shape({
    kind: Type.Literal('bank-cash'),
    direction: OneOf('draw', 'deposit'),
    count: Count,
    document: Line(),
  }),
  shape({ kind: Type.Literal('offer'), fromHand: Id, towardHand: Id, count: Count }),
  shape({ kind: Type.Literal('pay-reverse'), paymentHandoverId: Id, reason: Line() }),
  shape({
    kind: Type.Literal('case-ruling'),
    caseId: Id,
    ruling: OneOf(...RULINGS),
    note: Line(1000),
  }),
  shape({ kind: Type.Literal('ruling-reversal'), caseId: Id, reason: Line(1000) }),
  shape({
    kind: Type.Literal('unpaid-return'),
    programme: Line(40),
    month: Month,
    officeIds: Nullable(Type.Array(Id, { minItems: 1, maxItems: 500 })),
    reason: Line(),
  }),
  shape({ kind: Type.Literal('bag-reissue'), bagId: Id, reason: Line() }),
  shape({
    kind: Type.Literal('list-withdrawal'),
    listId: Id,
    vouchers: Whole(1),
    rest: Type.Boolean(),
    document: Line(),
    reason: Line(),
  }),
  shape({ kind: Type.Literal('list-restoration'), listId: Id, vouchers: Whole(1), reason: Line() }),
  shape({
    kind: Type.Literal('death-correction'),
    citizenId: Id,
    document: Line(),
    reason: Line(),
  }),
]);

/** What taking a recorded death back has done: vouchers due again, and those of settled months that only a new list brings back. */
const DeathCorrected = shape({
  diedOn: Day,
  replanned: Type.Integer(),
  reissue: Type.Array(
    shape({ voucherId: Id, programme: Type.String(), month: Month, benefitMonth: Month, amountVnd: VndText }),
  ),
  /** Vouchers paid to an heir meanwhile: each is taken back by a proposal of its own. */
  paidToHeirs: Type.Array(shape({ handoverId: Id, amountVnd: VndText })),
});

const LIST_REFUSALS = [...WITHDRAWAL_REFUSALS, ...RESTORATION_REFUSALS] as const;

const done = shape({ done: Type.Boolean() });

export const proposalsContract = contract({
  'GET /payouts/proposals': {
    may: [...new Set([...MAY_ASK, ...MAY_RULE, 'auditor'])],
    scope: 'office',
    summary: {
      vi: 'Đề nghị chờ người thứ hai, của đơn vị và các đơn vị dưới',
      en: 'Proposals waiting for a second person, of an office and those below',
    },
    query: shape({ officeId: Id, ...PageQuery }),
    reply: Page(
      shape({
        id: Id,
        kind: OneOf(...PROPOSAL_KINDS),
        officeId: Id,
        office: Type.String(),
        amountVnd: VndText,
        madeBy: Type.String(),
        mine: Type.Boolean(),
        /** Whether the asker's roles let them grant it: never their own. */
        mayRule: Type.Boolean(),
        madeAt: Instant,
        what: Proposed,
      }),
    ),
    refusals: [],
  },
  'POST /payouts/proposals': {
    may: MAY_ASK,
    scope: 'office',
    summary: { vi: 'Đề nghị việc cần hai người', en: 'Propose what needs two people' },
    body: shape({ id: Id, officeId: Id, what: Proposed }),
    reply: done,
    refusals: [
      'count_missing',
      'hand_not_found',
      'hand_unfit',
      'not_payer',
      'already_reversed',
      'case_ruled',
      'own_case',
      'ruling_unfit',
      'case_open',
      'ruling_elsewhere',
      'programme_not_in_force',
      'nothing_unpaid',
      'death_not_recorded',
      'bag_not_frozen',
      'bag_has_unruled',
      ...LIST_REFUSALS,
    ],
  },
  'POST /payouts/proposals/:proposalId/ruling': {
    may: MAY_RULE,
    scope: 'office',
    stepUp: true,
    summary: { vi: 'Đồng ý hoặc từ chối, người thứ hai', en: 'Grant or deny, as the second person' },
    params: shape({ proposalId: Id }),
    body: shape({ officeId: Id, granted: Type.Boolean(), note: Nullable(Line()) }),
    reply: shape({ done: Type.Boolean(), deathCorrected: Nullable(DeathCorrected) }),
    refusals: [
      ...LEDGER_REFUSALS,
      ...RECOGNITION_REFUSALS,
      'own_proposal',
      'proposal_ruled',
      'case_ruled',
      'case_open',
      'ruling_elsewhere',
      'ruling_gone_on',
      'own_case',
      'ruling_unfit',
      'programme_not_in_force',
      'proposal_outgrown',
      'payer_returns',
      'death_not_recorded',
      'bag_not_frozen',
      'bag_has_unruled',
      ...LIST_REFUSALS,
    ],
  },
});

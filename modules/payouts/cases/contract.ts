import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Line, OneOf, shape } from '#kernel/contract/shapes.ts';
import { RECOGNITION_REFUSALS, RULINGS } from './rules.ts';
import { CUSTODIANS, EVERYONE_INSIDE } from '../roles.ts';

const SPEAKERS = [...CUSTODIANS, 'district-manager', 'chief-accountant'] as const;
const done = shape({ done: Type.Boolean() });

/** A difference: what is said about it, the ruling, and papers beside it (the photograph of a count, a signed statement, a decision). */
export const casesContract = contract({
  'POST /payouts/cases/:caseId/entries': {
    may: SPEAKERS,
    scope: 'office',
    summary: { vi: 'Khiếu nại hoặc giải trình một chênh lệch', en: 'Dispute or explain a difference' },
    params: shape({ caseId: Id }),
    body: shape({ id: Id, officeId: Id, kind: OneOf('disputed', 'explained'), note: Line(1000) }),
    reply: done,
    refusals: ['case_ruled'],
  },
  'POST /payouts/cases/:caseId/ruling': {
    may: ['chief-accountant'],
    scope: 'office',
    summary: {
      vi: 'Kết luận một chênh lệch (dưới hạn mức; trên hạn mức thì lập đề nghị)',
      en: 'Rule on a difference, below the limit; above it, propose',
    },
    params: shape({ caseId: Id }),
    body: shape({
      id: Id,
      officeId: Id,
      ruling: OneOf(...RULINGS),
      note: Line(1000),
    }),
    reply: done,
    refusals: [
      'case_ruled',
      'own_case',
      'ruling_unfit',
      'two_people_needed',
      'hand_short',
      'hand_over_limit',
      'held_elsewhere',
      'hand_frozen',
      ...RECOGNITION_REFUSALS,
    ],
  },
  'POST /payouts/cases/:caseId/ruling/reversal': {
    may: ['chief-accountant'],
    scope: 'office',
    summary: {
      vi: 'Rút lại kết luận một chênh lệch (dưới hạn mức; trên hạn mức thì lập đề nghị)',
      en: 'Take the ruling on a difference back, below the limit; above it, propose',
    },
    params: shape({ caseId: Id }),
    body: shape({ id: Id, officeId: Id, reason: Line(1000) }),
    reply: done,
    refusals: [
      'case_open',
      'own_case',
      'ruling_elsewhere',
      'ruling_gone_on',
      'two_people_needed',
      'hand_over_limit',
      'hand_frozen',
      'already_reversed',
    ],
  },
  'POST /payouts/cases/:caseId/papers': {
    may: SPEAKERS,
    scope: 'office',
    summary: {
      vi: 'Kèm ảnh hoặc PDF vào một chênh lệch',
      en: 'Lay a photograph or PDF beside a difference',
    },
    params: shape({ caseId: Id }),
    query: shape({ officeId: Id }),
    upload: { maxBytes: 8 * 1024 * 1024 },
    body: shape({ id: Id, title: Line(120) }),
    reply: shape({ sha256: Type.String() }),
    refusals: ['image_unfit', 'paper_known', 'papers_full', 'case_ruled'],
    perMinute: 60,
  },
  'GET /payouts/cases/:caseId/papers/:paperId': {
    may: EVERYONE_INSIDE,
    scope: 'none',
    summary: { vi: 'Một giấy tờ kèm theo chênh lệch', en: 'A paper that lies beside a difference' },
    params: shape({ caseId: Id, paperId: Id }),
    reply: 'file',
    refusals: [],
    audit: 'personal-data',
  },
});

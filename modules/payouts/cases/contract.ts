import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Line, shape } from '#kernel/contract/shapes.ts';
import { EVERYONE_INSIDE } from '../roles.ts';

/** Papers beside a difference: the photograph of a count, a signed statement, a decision. */
export const casePapersContract = contract({
  'POST /payouts/cases/:caseId/papers': {
    may: ['treasurer', 'teller', 'point-keeper', 'district-manager', 'chief-accountant'],
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

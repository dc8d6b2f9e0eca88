import { Type } from 'typebox';
import { contract } from '../contract/contract.ts';
import { Id, Instant, Nullable, OneOf, shape } from '../contract/shapes.ts';
import { Page, PageQuery } from '../contract/pages.ts';

/** Who may look into the evidence: nothing personal is shown, but it speaks of the whole province. */
const WATCHERS = ['auditor', 'provincial-director', 'chief-accountant', 'administrator'];

const Count = Type.Integer({ minimum: 0, description: 'Leaves; whole numbers below 2^53' });

const CheckpointShape = shape({
  size: Count,
  root: Type.String({ description: 'Root hash, base64' }),
  signedAt: Instant,
  keyId: Type.String(),
  note: Type.String({ description: 'The signed text, as C2SP tlog-checkpoint' }),
});

const SubjectShape = shape({ kind: OneOf('handover', 'look', 'operation'), id: Type.String() });

const FindingShape = shape({
  what: Type.String({
    description: 'dropped, edited, added, reordered, changed, keys_broken or checkpoint_unsigned',
  }),
  position: Nullable(Count),
  count: Count,
  subject: Nullable(SubjectShape),
  breaks: Nullable(shape({ size: Count, signedAt: Type.String() })),
});

const KeyShape = shape({
  verifier: Type.String({ description: 'origin+id+base64 of the public key' }),
  validFrom: Type.String(),
  statement: Nullable(Type.String({ description: 'Who names it: the key before it; null for the first' })),
});

export const evidenceContract = contract({
  'GET /evidence/state': {
    may: WATCHERS,
    scope: 'province',
    summary: {
      vi: 'Tình trạng sổ chứng: số lá, điểm chốt mới nhất, lần đối chiếu gần nhất',
      en: 'How the evidence stands: leaves, newest checkpoint, last check, public keys',
    },
    reply: shape({
      size: Count,
      waiting: Type.Integer({
        minimum: 0,
        description: 'Committed rows that are not in the tree yet, up to 10,000',
      }),
      checkpoint: Nullable(CheckpointShape),
      lastCheck: Nullable(
        shape({
          endedAt: Instant,
          size: Count,
          outcome: OneOf('whole', 'broken'),
          findings: Type.Array(FindingShape),
        }),
      ),
      keys: Type.Array(KeyShape),
    }),
    refusals: [],
  },
  'GET /evidence/checkpoints': {
    may: WATCHERS,
    scope: 'province',
    summary: { vi: 'Các điểm chốt đã ký, mới nhất trước', en: 'Signed checkpoints, the newest first' },
    query: shape(PageQuery),
    reply: Page(CheckpointShape),
    refusals: [],
  },
  'POST /evidence/check': {
    may: WATCHERS,
    scope: 'province',
    summary: {
      vi: 'Đối chiếu lại toàn bộ sổ chứng với dữ liệu; kết quả xem ở tình trạng',
      en: 'Compare the whole record with the rows again; the outcome is shown by the state',
    },
    body: shape({}),
    reply: shape({ queued: Type.Literal(true) }),
    refusals: [],
    perMinute: 6,
  },
  'GET /evidence/handovers/:handoverId/proof': {
    may: WATCHERS,
    scope: 'province',
    summary: {
      vi: 'Bằng chứng một bàn giao có trong sổ, kiểm được không cần máy chủ',
      en: 'The proof that a handover is in the record, verifiable without this server',
    },
    params: shape({ handoverId: Id }),
    reply: 'file',
    refusals: ['not_in_record_yet'],
  },
});

import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Line, Nullable, OneOf, shape } from '#kernel/contract/shapes.ts';

const Degrees = (limit: number) => Nullable(Type.Number({ minimum: -limit, maximum: limit }));

/** What the province's papers say of it. */
const PapersSay = shape({
  /** The place before the day. */
  placeOfIssue: Line(60),
  /** How citizens reach the public page that a receipt's QR code leads to; null while the province has none. */
  publicAddress: Nullable(
    Type.String({
      pattern: '^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$',
      maxLength: 120,
      description: 'An address of the web without query',
    }),
  ),
});

export const officesContract = contract({
  'GET /offices': {
    may: 'signed-in',
    scope: 'none',
    summary: {
      vi: 'Các đơn vị trong phạm vi của tôi, theo cây',
      en: 'The offices within my reach, in the order of the tree',
    },
    reply: Type.Array(
      shape({
        id: Id,
        code: Type.String(),
        name: Type.String(),
        kind: Type.String(),
        path: Type.String(),
      }),
    ),
    refusals: [],
  },
  'GET /offices/all': {
    may: ['administrator', 'auditor'],
    scope: 'none',
    summary: {
      vi: 'Mọi đơn vị, kể cả đã đóng, với các xã phục vụ hôm nay',
      en: 'Every office, closed ones too, with the communes it serves today',
    },
    reply: Type.Array(
      shape({
        id: Id,
        code: Type.String(),
        name: Type.String(),
        kind: Type.String(),
        path: Type.String(),
        openedOn: Day,
        closedOn: Nullable(Day),
        communes: Type.Array(Type.String()),
      }),
    ),
    refusals: [],
  },
  'GET /offices/communes': {
    may: ['administrator', 'auditor'],
    scope: 'none',
    summary: {
      vi: 'Các xã của tỉnh hôm nay và đơn vị phục vụ từng xã',
      en: 'The communes of the province today, each with the office that serves it',
    },
    reply: Type.Array(
      shape({
        code: Type.String(),
        name: Type.String(),
        /** The district it lies in; null since there are none. */
        district: Nullable(Type.String()),
        /** Null where the province's own office serves it, because no other does. */
        office: Nullable(Type.String()),
      }),
    ),
    refusals: [],
  },
  'POST /offices': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: { vi: 'Mở một đơn vị', en: 'Open an office' },
    body: shape({
      code: Type.String({
        pattern: '^[A-Z0-9][A-Z0-9-]{0,19}$',
        description: 'Capitals, digits and hyphens',
      }),
      name: Line(120),
      kind: OneOf('district', 'point'),
      parentCode: Line(20),
      communeCodes: Type.Array(Line(10), { maxItems: 200 }),
      lat: Degrees(90),
      lon: Degrees(180),
    }),
    reply: shape({ id: Id }),
    refusals: ['office_known', 'commune_served'],
  },
  'POST /offices/:officeId/closing': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: { vi: 'Đóng một đơn vị không còn giữ gì', en: 'Close an office that holds nothing any more' },
    params: shape({ officeId: Id }),
    reply: shape({ done: Type.Boolean() }),
    refusals: ['office_holds', 'office_has_below', 'office_awaited'],
  },
  'GET /offices/papers': {
    may: ['administrator', 'auditor'],
    scope: 'none',
    summary: {
      vi: 'Nơi ghi trên giấy tờ và địa chỉ trang kiểm chứng',
      en: 'The place on papers and the address of the public page',
    },
    reply: PapersSay,
    refusals: [],
  },
  'POST /offices/papers': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: {
      vi: 'Đổi nơi ghi trên giấy tờ hoặc địa chỉ trang kiểm chứng',
      en: 'Change the place on papers or the address of the public page',
    },
    body: PapersSay,
    reply: shape({ done: Type.Boolean() }),
    refusals: [],
  },
});

import { Type, type StaticDecode, type TProperties, type TObject, type TSchema } from 'typebox';

/**
 * The words contracts are spelled with. Where JSON has no type for a value, the wire form is a string and the codec
 * makes the server's value of it: money crosses as decimal digits, because a JSON number loses whole dong above 2^53
 * and a browser would not tell. Handlers receive and return bigint and Date; the web sees strings.
 */

/** A closed object: a property that is not named here is refused on the way in. */
export function shape<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false });
}

/** A UUIDv7 made by whoever acts first. */
export const Id = Type.String({ format: 'uuid', description: 'UUIDv7 made by whoever acts first' });

/** Years of living memory and of plans: year 0000 is no date to PostgreSQL, and the month after 9999-12 has no name. */
const YEAR = '(1[89]|2[01])\\d{2}';

/** A calendar day, `YYYY-MM-DD`; it stays a string. */
export const Day = Type.String({
  format: 'date',
  pattern: `^${YEAR}-`,
  description: 'Calendar day in Vietnam, YYYY-MM-DD',
});

/** A calendar month, `YYYY-MM`. */
export const Month = Type.String({
  pattern: `^${YEAR}-(0[1-9]|1[0-2])$`,
  description: 'Calendar month, YYYY-MM',
});

/** An instant: ISO 8601 on the wire, Date in the server. A Date has no leap second and no named zone. */
export const Instant = Type.Codec(
  Type.String({
    format: 'date-time',
    pattern: `^${YEAR}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:[0-5]\\d[^\\[]*$`,
    description: 'Instant, ISO 8601 with zone',
  }),
)
  .Decode((text) => new Date(text))
  .Encode((at) => at.toISOString());

function digits(pattern: string, description: string) {
  return Type.Codec(Type.String({ pattern, description }))
    .Decode((text) => BigInt(text))
    .Encode((amount) => amount.toString());
}

/** A whole amount of VND, zero or more: a string of digits on the wire, bigint in the server. */
export const VndText = digits('^(0|[1-9]\\d{0,17})$', 'Whole VND as a string of digits');

/** An amount above zero, for what is handed over: below 10^15, more than a year of the nation, so that sums stay whole. */
export const PositiveVndText = digits('^[1-9]\\d{0,14}$', 'Whole VND above zero as a string of digits');

/** A difference: an amount that may be negative. */
export const SignedVndText = digits('^(0|-?[1-9]\\d{0,17})$', 'Whole VND, perhaps negative, as a string');

/** Banknotes counted: pieces per denomination, `{ "500000": 12, "1000": 3 }`. */
export const Count = Type.Record(
  Type.String({ pattern: '^(500000|200000|100000|50000|20000|10000|5000|2000|1000|500|200|100)$' }),
  Type.Integer({ minimum: 0, maximum: 10_000_000 }),
  { additionalProperties: false, description: 'Pieces per denomination of VND' },
);

/** What a hand is called: an office's own by its kind and office, in the reader's language; a person's by its name. */
export const NamedHand = shape({ kind: Type.String(), name: Type.String(), office: Type.String() });

/** Text of a person: not empty, bounded, so that no field can be used to fill the disk. */
export function Line(maxLength = 200) {
  return Type.String({ minLength: 1, maxLength });
}

/** A value that may be absent on purpose: null, never a missing property. */
export function Nullable<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()]);
}

/** How many of something, zero or more, as far as a database's integer goes. */
export function Whole(minimum = 0) {
  return Type.Integer({ minimum, maximum: 2_147_483_647 });
}

/** One of a few words. */
export function OneOf<const W extends readonly string[]>(...words: W) {
  return Type.Enum(words as unknown as string[]) as unknown as ReturnType<typeof Type.Unsafe<W[number]>>;
}

/** What a handler works with. */
export type Decoded<S> = S extends TSchema ? StaticDecode<S> : Record<never, never>;

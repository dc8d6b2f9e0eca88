import fc, { type Arbitrary } from 'fast-check';

/** A schema as it stands in JSON: what contracts are made of, without the library's types. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** What else the world holds: values that fit a field by its name, beside the ones a schema alone would give. */
export interface Known {
  readonly ids: readonly string[];
  readonly byField: Readonly<Record<string, readonly string[]>>;
}

const DAYS = ['2020-12-05', '2020-12-06', '2020-11-30', '2020-02-29', '1900-01-01', '2199-12-31'];
const IMPOSSIBLE_DAYS = ['2020-02-31', '2021-02-29', '0000-01-01', '9999-12-31', '2020-13-01', '20-1-1'];
const INSTANTS = [
  '2020-12-06T08:00:00Z',
  '2020-12-06T08:00:00+07:00',
  '2016-12-31T23:59:60Z',
  '0000-01-01T00:00:00Z',
];
const INSTANTS_ODD = [
  '9999-12-31T23:59:59Z',
  '2020-12-06T08:00:00Z[Asia/Ho_Chi_Minh]',
  '2020-12-06t08:00:00z',
];
const TEXTS = [
  'Nguyễn Thị Hòa',
  'Hoa\u0300',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eabc',
  `'; drop table hand; --`,
  '=1+1',
];

/** Values of a schema's shape; some are of the shape and still impossible, as a careless or hostile client sends them. */
export function shaped(schema: Schema, known: Known, field = ''): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => shaped(each, known, field)));
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer' || schema.type === 'number') return numbers(schema);
  if (schema.type === 'array') return lists(schema, known, field);
  if (schema.type === 'object') return schema.properties ? objects(schema, known) : records(schema, known);
  if (schema.type === 'string') return texts(schema, known, field);
  return fc.jsonValue();
}

function numbers({ type, minimum = -(2 ** 53), maximum = 2 ** 53 }: Schema): Arbitrary<number> {
  const edges = [minimum, maximum, 0, 1, 2 ** 31, 2 ** 31 - 1, 2 ** 53].filter(
    (n) => n >= minimum && n <= maximum,
  );
  if (type === 'number')
    return fc.oneof(fc.constantFrom(...edges), fc.double({ min: minimum, max: maximum, noNaN: true }));
  const least = Math.max(Math.ceil(minimum), Math.min(0, Math.floor(maximum)));
  const most = Math.min(Math.floor(maximum), Math.max(least, 100));
  return fc.oneof(fc.constantFrom(...edges), fc.integer({ min: least, max: most }));
}

function lists(schema: Schema, known: Known, field: string): Arbitrary<unknown[]> {
  const { minItems: minLength = 0, maxItems = 5, items = {} } = schema;
  const limits = { minLength, maxLength: Math.max(minLength, Math.min(maxItems, 5)) };
  const each = shaped(items, known, field);
  return schema.uniqueItems ? fc.uniqueArray(each, limits) : fc.array(each, limits);
}

function objects(schema: Schema, known: Known): Arbitrary<object> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, each]) => [
    name,
    shaped(each, known, name),
  ]);
  return fc.record(Object.fromEntries(fields) as Record<string, Arbitrary<unknown>>, {
    requiredKeys: [...(schema.required ?? [])],
  });
}

function records(schema: Schema, known: Known): Arbitrary<object> {
  const [pattern, value] = Object.entries(schema.patternProperties ?? {})[0] ?? ['^[a-z]{1,5}$', {}];
  return fc.dictionary(fc.stringMatching(new RegExp(pattern)), shaped(value, known), { maxKeys: 4 });
}

function texts(schema: Schema, known: Known, field: string): Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 300 } = schema;
  if (format === 'uuid')
    return fc.oneof(
      { arbitrary: fc.constantFrom(...(known.byField[field] ?? known.ids)), weight: 6 },
      fc.uuid({ version: 7 }),
    );
  if (format === 'date') return fc.constantFrom(...DAYS, ...DAYS, ...IMPOSSIBLE_DAYS);
  if (format === 'date-time') return fc.constantFrom(...INSTANTS, ...INSTANTS_ODD);
  const named = known.byField[field];
  const free = pattern
    ? fc.stringMatching(new RegExp(pattern))
    : fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', minLength, maxLength }));
  return named ? fc.oneof({ arbitrary: fc.constantFrom(...named), weight: 3 }, free) : free;
}

const JUNK = [
  null,
  '',
  -1,
  1e21,
  0.5,
  true,
  [],
  {},
  '\u0000',
  'x'.repeat(100_000),
  { $ne: null },
  ['a', ['b']],
];

/** An object of a shape with one thing wrong: a field that is missing, too much, or of another kind. */
export function broken(schema: Schema, known: Known): Arbitrary<unknown> {
  const names = Object.keys(schema.properties ?? {});
  return fc
    .tuple(
      shaped(schema, known),
      fc.constantFrom('__proto__x', ...names),
      fc.constantFrom(undefined, ...JUNK),
    )
    .map(([value, name, junk]) => ({ ...(value as object), [name]: junk }));
}

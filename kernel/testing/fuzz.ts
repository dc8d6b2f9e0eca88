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
  readonly byField: Readonly<Record<string, readonly unknown[]>>;
}

/** How far values may stray: `wild` ones are of the schema's shape and still impossible, as a hostile client sends them. */
interface Ways extends Known {
  readonly wild: boolean;
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

/** Values of a schema's shape; some are of the shape and still impossible. */
export function shaped(schema: Schema, known: Known): Arbitrary<unknown> {
  return valueOf(schema, { ...known, wild: true }, '');
}

/** Values as somebody would send who knows the house: what they name is there, days lie near, numbers are small. */
export function likely(schema: Schema, known: Known): Arbitrary<unknown> {
  return valueOf(schema, { ...known, wild: false }, '');
}

/** A likely value of which one part, however deep, is only of the right shape. */
export function oneWrong(schema: Schema, known: Known): Arbitrary<unknown> {
  return fc.tuple(likely(schema, known), shaped(schema, known), fc.nat()).map(([right, wrong, n]) => {
    const paths = leavesOf(right);
    const path = paths[n % paths.length];
    return path ? replaced(right, wrong, path) : right;
  });
}

type Path = readonly string[];

function leavesOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each).map((path) => [name, ...path]));
}

function replaced(right: unknown, wrong: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined) return wrong;
  if (typeof wrong !== 'object' || wrong === null || !(name in wrong)) return right;
  const inner = replaced(
    (right as Record<string, unknown>)[name],
    (wrong as Record<string, unknown>)[name],
    rest,
  );
  return Array.isArray(right) ? right.with(Number(name), inner) : { ...(right as object), [name]: inner };
}

function valueOf(schema: Schema, ways: Ways, field: string): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => valueOf(each, ways, field)));
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer' || schema.type === 'number') return numbers(schema, ways, field);
  if (schema.type === 'array') return lists(schema, ways, field);
  if (schema.type === 'object')
    return schema.properties ? objects(schema, ways) : records(schema, ways, field);
  if (schema.type === 'string') return texts(schema, ways, field);
  return fc.jsonValue();
}

function numbers(schema: Schema, { byField, wild }: Ways, field: string): Arbitrary<unknown> {
  const { type, minimum = -(2 ** 53), maximum = 2 ** 53 } = schema;
  const named = byField[field] ?? [];
  const least = Math.max(Math.ceil(minimum), Math.min(0, Math.floor(maximum)));
  const most = Math.min(Math.floor(maximum), Math.max(least, 100));
  const near = named.length > 0 ? fc.constantFrom(...named) : fc.integer({ min: least, max: most });
  if (!wild) return near;
  const edges = [minimum, maximum, 0, 1, 2 ** 31, 2 ** 31 - 1, 2 ** 53].filter(
    (n) => n >= minimum && n <= maximum,
  );
  if (type === 'number')
    return fc.oneof(fc.constantFrom(...edges), fc.double({ min: minimum, max: maximum, noNaN: true }));
  return fc.oneof(fc.constantFrom(...edges), near);
}

function lists(schema: Schema, ways: Ways, field: string): Arbitrary<unknown[]> {
  const { minItems: minLength = 0, maxItems = 5, items = {} } = schema;
  const limits = { minLength, maxLength: Math.max(minLength, Math.min(maxItems, 5)) };
  const each = valueOf(items, ways, field);
  const some = schema.uniqueItems ? fc.uniqueArray(each, limits) : fc.array(each, limits);
  // What is named together must often belong together: one thing always does.
  return ways.wild || maxItems === 0
    ? some
    : fc.oneof(
        some,
        each.map((one) => Array(Math.max(1, minLength)).fill(one)),
      );
}

function objects(schema: Schema, ways: Ways): Arbitrary<object> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, each]) => [
    name,
    valueOf(each, ways, name),
  ]);
  return fc.record(Object.fromEntries(fields) as Record<string, Arbitrary<unknown>>, {
    requiredKeys: [...(schema.required ?? [])],
  });
}

function records(schema: Schema, ways: Ways, field: string): Arbitrary<unknown> {
  const named = ways.byField[field] ?? [];
  if (named.length > 0 && !ways.wild) return fc.constantFrom(...named);
  const [pattern, value] = Object.entries(schema.patternProperties ?? {})[0] ?? ['^[a-z]{1,5}$', {}];
  return fc.dictionary(fc.stringMatching(new RegExp(pattern)), valueOf(value, ways, ''), { maxKeys: 4 });
}

function texts(schema: Schema, { ids, byField, wild }: Ways, field: string): Arbitrary<unknown> {
  const { format, pattern, minLength = 0, maxLength = 300 } = schema;
  const named = byField[field] ?? [];
  if (format === 'uuid') {
    const fresh = fc.uuid({ version: 7 });
    if (named.length === 0) return wild ? fc.oneof(fc.constantFrom(...ids), fresh) : fresh;
    const right = fc.constantFrom(...named);
    return wild ? fc.oneof(right, fc.constantFrom(...ids), fresh) : right;
  }
  if (format === 'date') {
    if (wild) return fc.constantFrom(...DAYS, ...IMPOSSIBLE_DAYS);
    return fc.constantFrom(...(named.length > 0 ? named : DAYS.slice(0, 3)));
  }
  if (format === 'date-time')
    return fc.constantFrom(...(wild ? [...INSTANTS, ...INSTANTS_ODD] : INSTANTS.slice(0, 2)));
  const odd = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', minLength, maxLength }));
  const free = pattern ? fc.stringMatching(new RegExp(pattern)) : wild ? odd : fc.constant(TEXTS[0]);
  if (named.length === 0) return free;
  return wild ? fc.oneof(fc.constantFrom(...named), free) : fc.constantFrom(...named);
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

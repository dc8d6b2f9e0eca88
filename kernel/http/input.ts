import { isPlainText } from '../words/text.ts';
import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';
import { Convert, DecodeUnsafe, Default, HasCodec } from 'typebox/value';
import { Refusal } from '../words/refusal.ts';
import type { Route } from '../contract/contract.ts';

const PARTS = ['params', 'query', 'body'] as const;
type Part = (typeof PARTS)[number];

/** What is wrong in one place of a request. The value itself is not repeated: it may be personal. */
export interface FieldFault {
  readonly field: string;
  readonly expected: string;
}

/**
 * Makes the check of a route's input, compiled once. A body is taken as it is: `"1"` is no number and null is no zero.
 * Text from an address (params, query) and from the fields of a form becomes a number or a boolean where one is due.
 * Refuses `invalid_input` with every fault found, up to twenty.
 */
export function inputCheck(route: Route): (raw: Record<Part, unknown>) => Record<Part, unknown> {
  const readers = PARTS.map((part) => [part, reader(route[part], part, route.upload !== undefined)] as const);
  return (raw) => {
    const faults: FieldFault[] = [];
    for (const part of PARTS)
      if (!isText(raw[part]))
        faults.push({ field: `/${part}`, expected: 'text without control or turning characters' });
    const input = Object.fromEntries(readers.map(([part, read]) => [part, read(raw[part], faults)]));
    if (faults.length > 0) throw new Refusal('invalid_input', { fields: faults.slice(0, 20) });
    return input as Record<Part, unknown>;
  };
}

/** Whether every text in it, names of properties too, is plain: PostgreSQL can keep it, and it is what it shows. */
function isText(value: unknown): boolean {
  if (typeof value === 'string') return isPlainText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isText);
  return Object.entries(value).every(([name, each]) => isText(name) && isText(each));
}

function reader(schema: TSchema | undefined, part: Part, isForm: boolean) {
  if (!schema) {
    return (value: unknown, faults: FieldFault[]) => {
      if (part === 'body' && value !== undefined && value !== null && Object.keys(value).length > 0)
        faults.push({ field: '/body', expected: 'nothing' });
      return {};
    };
  }
  const check = Compile(schema);
  const decode = decoder(schema);
  const converts = part !== 'body' || isForm;
  return (value: unknown, faults: FieldFault[]) => {
    const taken = converts ? Convert(schema, Default(schema, structuredClone(value ?? {}))) : value;
    if (check.Check(taken)) return decode(taken);
    faults.push(...faultsOf(check.Errors(taken), part));
    return undefined;
  };
}

/**
 * Turns the wire's text into values where the contract says so, in what has been checked already. Field by field: the
 * library's own decoding clones, converts and checks the whole once more, which took half of a payment's time here.
 */
function decoder(schema: TSchema): (checked: unknown) => unknown {
  if (!HasCodec(schema)) return (checked) => checked;
  const { properties } = schema as { properties?: Readonly<Record<string, TSchema>> };
  if (!properties) return (checked) => DecodeUnsafe({}, schema, structuredClone(checked));
  const coded = Object.entries(properties).filter(([, field]) => HasCodec(field));
  return (checked) => {
    const decoded = { ...(checked as Record<string, unknown>) };
    for (const [name, field] of coded)
      if (decoded[name] !== undefined) decoded[name] = DecodeUnsafe({}, field, ownCopy(decoded[name]));
    return decoded;
  };
}

/** Decoding writes into what it is given. */
function ownCopy(value: unknown): unknown {
  return typeof value === 'object' ? structuredClone(value) : value;
}

interface RawError {
  keyword: string;
  instancePath: string;
  params: unknown;
  message: string;
}

function faultsOf(errors: readonly RawError[], part: Part): FieldFault[] {
  const faults = errors.flatMap(({ keyword, instancePath, params, message }): FieldFault[] => {
    const at = `/${part}${instancePath}`;
    const detail = params as Record<string, unknown>;
    if (keyword === 'required')
      return (detail['requiredProperties'] as string[]).map((name) => ({
        field: `${at}/${name}`,
        expected: 'present',
      }));
    if (keyword === 'additionalProperties')
      return (detail['additionalProperties'] as string[]).map((name) => ({
        field: `${at}/${name}`,
        expected: 'absent',
      }));
    if (keyword === 'boolean') return [];
    if (keyword === 'type') return [{ field: at, expected: String(detail['type']) }];
    if (keyword === 'format') return [{ field: at, expected: String(detail['format']) }];
    if (keyword === 'pattern') return [{ field: at, expected: `pattern ${String(detail['pattern'])}` }];
    return [{ field: at, expected: message.replace(/^must /, '') }];
  });
  return faults.length > 0 ? faults : [{ field: `/${part}`, expected: 'as in the contract' }];
}

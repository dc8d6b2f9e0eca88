import { type CustomTypesConfig, types } from 'pg';

const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

const textArray = types.getTypeParser(TEXT_ARRAY as number, 'text');

function int8Array(text: string): (bigint | null)[] {
  return (textArray(text) as (string | null)[]).map((each) => (each === null ? null : BigInt(each)));
}

/**
 * How values arrive from PostgreSQL: int8 as bigint, `date` as its own text `YYYY-MM-DD`, timestamptz as Date,
 * numeric as text. They belong to one pool, so another library in the process keeps its own parsers.
 * A date turned into a JavaScript Date gains an hour and a zone it does not have, and moves by a day.
 */
export const valueParsers: CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format === 'binary') return types.getTypeParser(oid, 'binary');
    if (oid === INT8) return (text: string) => BigInt(text);
    if (oid === INT8_ARRAY) return int8Array;
    if (oid === DATE) return (text: string) => text;
    if (oid === DATE_ARRAY) return textArray;
    return types.getTypeParser(oid, 'text');
  },
};

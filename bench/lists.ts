import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type OutCell, writeCsv, writeXlsx } from '#kernel/sheets/write.ts';
import { formatDay } from '#kernel/words/day.ts';
import { type Beneficiary, DEMO_SEED, generateBeneficiaries } from '#app/demo/people/beneficiaries.ts';
import { units2020 } from '#places/data/units.ts';

const HEADS = [
  'STT',
  'Mã đối tượng',
  'Họ và tên',
  'Ngày sinh',
  'Giới tính',
  'Số CCCD',
  'Số CMND',
  'Thôn, khu phố',
  'Xã, phường',
  'Địa chỉ',
  'Chế độ',
  'Nguồn',
  'Mức hưởng',
  'Phụ cấp',
  'Tổng cộng',
  'Số tài khoản',
  'Ngân hàng',
  'Điện thoại',
];

export const COLUMNS = HEADS.length;

const units = new Map(units2020.map((unit) => [`${unit.level}|${unit.code}`, unit]));

function cellsOf(person: Beneficiary): OutCell[] {
  const commune = units.get(`commune|${person.communeCode}`);
  const district = units.get(`district|${commune?.parentCode}`);
  const [entitlement] = person.entitlements;
  if (!entitlement) throw new RangeError('a person on a list is entitled to something');
  return [
    person.seq,
    entitlement.fileNo,
    person.name,
    person.bornOn ? formatDay(person.bornOn) : String(person.birthYear),
    person.sex === 'male' ? 'Nam' : 'Nữ',
    person.cccd,
    person.cmnd,
    person.hamlet,
    commune?.name,
    `${person.hamlet}, ${commune?.name}, ${district?.name}`,
    'Hưu trí',
    entitlement.source,
    entitlement.amountVnd,
    entitlement.supplementVnd || null,
    entitlement.amountVnd + entitlement.supplementVnd,
    person.bank?.account,
    person.bank?.bank,
    person.phone === null ? null : `0${person.phone.slice(3)}`,
  ];
}

function* rowsOf(from: number, to: number): Generator<OutCell[]> {
  let at = 0;
  for (const batch of generateBeneficiaries({ seed: DEMO_SEED, count: to }))
    for (const person of batch) if (at++ >= from) yield cellsOf(person);
}

/** Writes a funder's list of the invented people up to `to`, but the first `from`, as the kind that the name's end says, in constant memory. */
export async function writeBenchList(
  folder: string,
  fileName: string,
  to: number,
  from = 0,
): Promise<string> {
  const path = join(folder, fileName);
  const sheet = { columns: HEADS.map((head) => ({ head })), rows: rowsOf(from, to) };
  const out = createWriteStream(path);
  if (fileName.endsWith('.xlsx')) await writeXlsx(out, { name: 'Thang 12', ...sheet });
  else await writeCsv(out, sheet);
  return path;
}

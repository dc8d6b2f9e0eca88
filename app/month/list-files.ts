import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type OutCell, writeCsv, writeXlsx } from '#kernel/sheets/write.ts';
import { formatDay, type Month } from '#kernel/words/day.ts';
import type { Beneficiary } from '#app/demo/people/beneficiaries.ts';
import type { Entitlement } from '#app/demo/people/entitlement.ts';
import { findRegime } from '#modules/payouts/programmes/data/regimes.ts';
import { allUnits } from '#places/data/units.ts';

/** One line that a funder sends: a person under one regime. */
export interface FunderLine {
  readonly person: Beneficiary;
  readonly entitlement: Entitlement;
  readonly carriedVnd: bigint;
  readonly arrearsVnd: bigint;
  /** The funder does not know the citizen's number; the post matches by name, birth and place. */
  readonly withoutNumber: boolean;
}

export type ListFile = { readonly programme: string; readonly path: string; readonly fileName: string };

/** The regime as lists print it: its name and the grade. */
export function regimeText({ regime, grade }: Entitlement): string {
  return `${findRegime(regime)?.nameVi ?? regime} ${grade}`.trim();
}

/** Tells a person's entitlement from every other, in the words of the list. */
export function lineKey(cccd: string, regime: string): string {
  return `${cccd}|${regime}`;
}

const units = new Map(
  allUnits
    .filter(
      ({ validFrom, validTo }) => validFrom <= '2020-12-01' && (validTo === null || validTo >= '2020-12-01'),
    )
    .map((unit) => [unit.code, unit]),
);

const HEADS = [
  ['STT', 6],
  ['Mã số', 14],
  ['Họ và tên', 26],
  ['Ngày sinh', 12],
  ['Giới tính', 8],
  ['Số CCCD', 15],
  ['Thôn, khu phố', 18],
  ['Xã, phường', 20],
  ['Địa chỉ', 44],
  ['Chế độ', 30],
  ['Nguồn', 12],
  ['Mức hưởng', 14],
  ['Phụ cấp', 12],
  ['Truy lĩnh', 12],
  ['Kỳ trước chưa nhận', 14],
  ['Tổng cộng', 14],
  ['Số tài khoản', 18],
  ['Ngân hàng', 14],
  ['Điện thoại', 14],
  ['Ghi chú', 24],
] as const;

function cellsOf(line: FunderLine, i: number): OutCell[] {
  const { person, entitlement, carriedVnd, arrearsVnd } = line;
  const commune = units.get(person.communeCode);
  const district = units.get(commune?.parentCode ?? '');
  const { amountVnd, supplementVnd } = entitlement;
  return [
    i + 1,
    entitlement.fileNo,
    person.name,
    person.bornOn ? formatDay(person.bornOn) : String(person.birthYear),
    person.sex === 'male' ? 'Nam' : 'Nữ',
    line.withoutNumber ? null : person.cccd,
    person.hamlet,
    commune?.name,
    `${person.hamlet}, ${commune?.name}, ${district?.name}`,
    regimeText(entitlement),
    entitlement.source,
    amountVnd,
    supplementVnd || null,
    arrearsVnd || null,
    carriedVnd || null,
    amountVnd + supplementVnd + arrearsVnd + carriedVnd,
    line.withoutNumber ? null : (person.bank?.account ?? null),
    line.withoutNumber ? null : (person.bank?.bank ?? null),
    person.phone === null || line.withoutNumber ? null : `0${person.phone.slice(3)}`,
    person.home === null ? null : 'Chi trả tại nhà',
  ];
}

/** What funders call their lists. */
const FILE_NAMES: Readonly<Record<string, string>> = {
  pension: 'luong-huu-bhxh',
  unemployment: 'tro-cap-that-nghiep',
  merit: 'uu-dai-nguoi-co-cong',
  assistance: 'tro-giup-xa-hoi',
};

/**
 * Writes one funder's list of a month: social insurance sends xlsx under its own numbers, labour offices csv under
 * theirs.
 */
export async function writeList(
  folder: string,
  month: Month,
  programme: string,
  lines: readonly FunderLine[],
  suffix = '',
): Promise<ListFile> {
  const insured = programme === 'pension' || programme === 'unemployment';
  const code = insured ? 'Số sổ BHXH' : 'Mã đối tượng';
  const name = FILE_NAMES[programme] ?? programme;
  const fileName = `${month}-${name}${suffix}.${programme === 'pension' ? 'xlsx' : 'csv'}`;
  const path = join(folder, fileName);
  const sheet = {
    columns: HEADS.map(([head, width]) => ({ head: head === 'Mã số' ? code : head, width })),
    rows: lines.map(cellsOf),
  };
  const out = createWriteStream(path);
  if (programme === 'pension') await writeXlsx(out, { name: `Thang ${month.slice(5)}`, ...sheet });
  else await writeCsv(out, sheet);
  return { programme, path, fileName };
}

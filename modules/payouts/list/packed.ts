import type { ListRow } from './shapes.ts';

/**
 * Rows on their way between threads: a column per field, amounts as doubles. Copying tens of thousands of objects key by key
 * would cost more than reading them. A column that repeats one value, as most do, crosses as that value alone.
 */
export type PackedRows = {
  [Field in keyof ListRow]: ListRow[Field] extends bigint ? Float64Array : ListRow[Field][];
} & {
  count: number;
};

export function packed(rows: readonly ListRow[]): PackedRows {
  const count = rows.length;
  const out: Record<string, unknown> = { count };
  for (const field of Object.keys(rows[0] ?? {}) as (keyof ListRow)[]) {
    const first = rows[0]?.[field];
    if (typeof first === 'bigint') {
      const amounts = new Float64Array(count);
      for (let i = 0; i < count; i++) amounts[i] = Number(rows[i]?.[field]);
      out[field] = amounts;
      continue;
    }
    let same = true;
    for (let i = 1; i < count && same; i++) same = rows[i]?.[field] === first;
    out[field] = same ? [first] : rows.map((row) => row[field]);
  }
  return out as unknown as PackedRows;
}

/** Builds the rows again, each as one literal: setting fields by name would be several times slower. */
export function unpacked(from: PackedRows): ListRow[] {
  return Array.from({ length: from.count }, (_, i) => ({
    sheet: at(from.sheet, i),
    row: at(from.row, i),
    ordinal: at(from.ordinal, i),
    group: at(from.group, i),
    funderCode: at(from.funderCode, i),
    insuranceNo: at(from.insuranceNo, i),
    cccd: at(from.cccd, i),
    cmnd: at(from.cmnd, i),
    fullName: at(from.fullName, i),
    nameKey: at(from.nameKey, i),
    bornOn: at(from.bornOn, i),
    birthYear: at(from.birthYear, i),
    sex: at(from.sex, i),
    hamlet: at(from.hamlet, i),
    communeText: at(from.communeText, i),
    address: at(from.address, i),
    payPoint: at(from.payPoint, i),
    regime: at(from.regime, i),
    source: at(from.source, i),
    regularVnd: vnd(from.regularVnd, i),
    supplementVnd: vnd(from.supplementVnd, i),
    arrearsVnd: vnd(from.arrearsVnd, i),
    arrearsMonths: at(from.arrearsMonths, i),
    deductionVnd: vnd(from.deductionVnd, i),
    carriedVnd: vnd(from.carriedVnd, i),
    oneOffVnd: vnd(from.oneOffVnd, i),
    funeralVnd: vnd(from.funeralVnd, i),
    totalVnd: vnd(from.totalVnd, i),
    bankAccount: at(from.bankAccount, i),
    bankName: at(from.bankName, i),
    proxyName: at(from.proxyName, i),
    phone: at(from.phone, i),
    diedOn: at(from.diedOn, i),
    homeRequested: at(from.homeRequested, i),
    note: at(from.note, i),
  }));
}

function at<T>(column: T[], i: number): T {
  return (column.length === 1 ? column[0] : column[i]) as T;
}

function vnd(column: Float64Array, i: number): bigint {
  const amount = column[i] as number;
  return amount === 0 ? 0n : BigInt(amount);
}

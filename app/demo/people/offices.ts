import { communes2020 } from '#places/data/communes-2020.ts';
import { districts2020 } from '#places/data/districts.ts';
import type { CommuneRow } from '#places/data/unit.ts';

export type OfficeKind = 'province' | 'district' | 'point';

export type Office = {
  readonly code: string;
  readonly kind: OfficeKind;
  readonly name: string;
  readonly parentCode: string | null;
  /** The district unit it stands in; null for the province office. */
  readonly districtCode: string | null;
  /** Communes of 2020 whose people it pays. */
  readonly communeCodes: readonly string[];
  readonly lat: number;
  readonly lon: number;
};

export const PROVINCE_OFFICE = 'BD-QT';

/** The wards or townships each district office pays itself; every other commune has a point. Cồn Cỏ has no communes. */
const OWN_COMMUNES: Readonly<Record<string, readonly string[]>> = {
  461: ['19333', '19342', '19348'],
  462: ['19357', '19360', '19361'],
  464: ['19363'],
  465: ['19429'],
  466: ['19495'],
  467: ['19555'],
  468: ['19597'],
  469: ['19624'],
  470: ['19681'],
  471: [],
};

function districtOffice([code, kind, name, lat, lon]: CommuneRow): Office {
  return {
    code: `BD-${code}`,
    kind: 'district',
    name: `Bưu điện ${kind.toLowerCase()} ${name}`,
    parentCode: PROVINCE_OFFICE,
    districtCode: code,
    communeCodes: OWN_COMMUNES[code] ?? [],
    lat,
    lon,
  };
}

/** Villages have a culture-and-post point (điểm bưu điện - văn hóa xã), wards and townships a small post office (bưu cục). */
function point(district: CommuneRow, [code, kind, name, lat, lon]: CommuneRow): Office {
  const label =
    kind === 'Xã' ? `Điểm BĐ-VHX ${name}` : `Bưu cục ${/^\d/.test(name) ? `${kind} ${name}` : name}`;
  return {
    code: `DP-${code}`,
    kind: 'point',
    name: /^\d/.test(name) ? `${label} (${district[2]})` : label,
    parentCode: `BD-${district[0]}`,
    districtCode: district[0],
    communeCodes: [code],
    lat,
    lon,
  };
}

/** The post offices of Quảng Trị in 2020, invented in number and place but for their districts; each commune has one payer. */
export const offices: readonly Office[] = [
  {
    code: PROVINCE_OFFICE,
    kind: 'province',
    name: 'Bưu điện tỉnh Quảng Trị',
    parentCode: null,
    districtCode: null,
    communeCodes: [],
    lat: 16.8163,
    lon: 107.1003,
  },
  ...districts2020.map(districtOffice),
  ...districts2020.flatMap((district) =>
    (communes2020[district[0]] ?? [])
      .filter(([code]) => !OWN_COMMUNES[district[0]]?.includes(code))
      .map((commune) => point(district, commune)),
  ),
];

const payers = new Map(
  offices.flatMap((office) => office.communeCodes.map((code) => [code, office] as const)),
);

/** The office that pays the people of a commune of 2020. */
export function findPayingOffice(communeCode: string): Office | undefined {
  return payers.get(communeCode);
}

import { flat } from '#kernel/sheets/flat.ts';
import { nfc, searchKey } from '#kernel/words/text.ts';

const COMMUNE = /^(xã|phường|thị\s*trấn|đặc\s*khu|tt\.?|p\.?|x\.?)\s+(?=\S)|^(tt|p|x)\.(?=\S)/iu;
const HAMLET =
  /^(thôn|khu\s*phố|kp\.?|khóm|ấp|xóm|bản|làng|tổ(\s*dân\s*phố)?|tdp|tiểu\s*khu|khối|đội|số\s*nhà)(\s|\d|$)/iu;
const DISTRICT = /^(huyện|h\.|quận|thị\s*xã|thành\s*phố|tx\.?|tp\.?)(\s|\.|$)/iu;
const PROVINCE = /^(tỉnh|t\.)\s/iu;

const KINDS: readonly [RegExp, string][] = [
  [/^thi tran /, 'tt'],
  [/^tt /, 'tt'],
  [/^phuong /, 'phuong'],
  [/^p /, 'phuong'],
  [/^dac khu /, 'dac khu'],
  [/^xa /, 'xa'],
  [/^x /, 'xa'],
];

/**
 * How communes are compared: the bare name without diacritics, and the kind when the text gives one, because a town and
 * a commune of one district may share a name (`Thị trấn Hải Lăng`, `Xã Hải Lăng`).
 */
export function communeKey(text: string): { name: string; kind: string | null } {
  const key = searchKey(text);
  for (const [prefix, kind] of KINDS) if (prefix.test(key)) return { name: key.replace(prefix, ''), kind };
  return { name: key, kind: null };
}

export interface Place {
  hamlet: string | null;
  commune: string | null;
}

const known = new Map<string, Place>();

/** Hamlet and commune inside an address such as `Khu phố Hoa Mai, Thị trấn Cam Lộ, huyện Cam Lộ`. */
export function placeOf(address: string): Place {
  let place = known.get(address);
  if (!place) {
    // Addresses repeat by the hundred; the table is emptied rather than left to grow with a hostile file.
    if (known.size > 20_000) known.clear();
    place = split(flat(address));
    known.set(flat(address), place);
  }
  return place;
}

function split(address: string): Place {
  const parts = address
    .split(/[,;]|\s[-–]\s/)
    .map(nfc)
    .filter((part) => part !== '' && !PROVINCE.test(part));
  const commune = parts.find((part) => COMMUNE.test(part) && !DISTRICT.test(part));
  const hamlet = parts.find((part) => HAMLET.test(part));
  if (commune !== undefined) {
    const first = parts[0] !== commune ? parts[0] : undefined;
    return { hamlet: hamlet ?? first ?? null, commune };
  }
  const rest = parts.filter((part) => !DISTRICT.test(part) && part !== hamlet);
  // `Hoa Mai, Cam Lộ, huyện Cam Lộ`: without kinds the order alone speaks, from the smallest place to the largest.
  const last = rest.at(-1);
  if (last === undefined || (hamlet === undefined && rest.length < 2))
    return { hamlet: hamlet ?? null, commune: null };
  return { hamlet: hamlet ?? rest[0] ?? null, commune: last };
}

import { searchKey } from '#kernel/words/text.ts';
import { createDraw, type Draw } from './draw.ts';
import { drawPhone } from './identity.ts';
import { drawName, type Sex } from './names.ts';
import { offices, PROVINCE_OFFICE, type Office } from './offices.ts';

export type StaffRole =
  | 'administrator'
  | 'payout-controller'
  | 'chief-accountant'
  | 'treasurer'
  | 'teller'
  | 'point-keeper'
  | 'district-manager'
  | 'provincial-director'
  | 'auditor';

export type StaffMember = {
  readonly username: string;
  readonly name: string;
  readonly sex: Sex;
  readonly role: StaffRole;
  readonly officeCode: string;
  readonly phone: string;
};

/** Usernames say the post: gd giám đốc, ks kiểm soát chi trả, ktt kế toán trưởng, tq thủ quỹ, kt kiểm toán, qt quản trị. */
const PROVINCE_POSTS: readonly (readonly [username: string, role: StaffRole])[] = [
  ['gd.tinh', 'provincial-director'],
  ['ks.tinh.1', 'payout-controller'],
  ['ks.tinh.2', 'payout-controller'],
  ['ktt.tinh', 'chief-accountant'],
  ['tq.tinh', 'treasurer'],
  ['kt.tinh', 'auditor'],
  ['qt.tinh', 'administrator'],
];

function slug(name: string): string {
  return searchKey(name).replaceAll(' ', '-');
}

/** `Bưu điện huyện Cam Lộ` is `cam-lo`; a point takes the name of its commune. */
function slugOf(office: Office): string {
  return slug(office.name.replace(/^Bưu điện (huyện|thị xã|thành phố) |^Điểm BĐ-VHX |^Bưu cục /, ''));
}

/** Larger districts have more counters; the island has one teller and its manager. */
function tellersOf(office: Office): number {
  if (office.communeCodes.length === 0) return 1;
  const below = offices.filter(({ parentCode }) => parentCode === office.code).length;
  return below > 14 ? 4 : below > 8 ? 3 : 2;
}

/** ql quản lý, gdv giao dịch viên, diem the keeper of a point. */
function postsOf(office: Office): readonly (readonly [string, StaffRole])[] {
  if (office.code === PROVINCE_OFFICE) return PROVINCE_POSTS;
  const at = slugOf(office);
  if (office.kind === 'point') return [[`diem.${at}`, 'point-keeper']];
  const tellers = Array.from(
    { length: tellersOf(office) },
    (_, i) => [`gdv.${at}.${i + 1}`, 'teller'] as const,
  );
  const treasurer = office.communeCodes.length > 0 ? [[`tq.${at}`, 'treasurer'] as const] : [];
  return [[`ql.${at}`, 'district-manager'], ...treasurer, ...tellers];
}

function member(draw: Draw, officeCode: string, [username, role]: readonly [string, StaffRole]): StaffMember {
  const sex: Sex = draw.chance(role === 'provincial-director' || role === 'administrator' ? 0.3 : 0.7)
    ? 'female'
    : 'male';
  return {
    username,
    role,
    officeCode,
    sex,
    name: drawName(draw, sex, draw.between(1966, 1996), false),
    phone: drawPhone(draw),
  };
}

/** Invented staff for every office; the same seed gives the same people. */
export function generateStaff(seed: number): readonly StaffMember[] {
  const draw = createDraw(seed);
  return offices.flatMap((office) => postsOf(office).map((post) => member(draw, office.code, post)));
}

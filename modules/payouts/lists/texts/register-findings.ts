import { type Day, formatDay } from '#kernel/words/day.ts';
import { englishDay } from '#kernel/words/english-day.ts';
import { englishVnd, formatVnd } from '#kernel/words/money.ts';
import { calledFact } from '#places/offices/called.ts';
import type { Finding } from '../actions/import-list.ts';
import { findingTexts as fileEn } from '../reading/en.ts';
import type { Finding as FileFinding, FindingCode } from '../reading/shapes.ts';
import { findingTexts as fileVi } from '../reading/vi.ts';
import { heldBy } from './held-by.ts';

type RegisterCode = Exclude<Finding['code'], FindingCode>;
type Texts = Readonly<Record<RegisterCode, (found: string, expected: string) => string>>;

/** Reports that were kept from earlier versions say `line 5`. */
const row = (word: string, expected: string) => `${word} ${expected.replace(/^line /, '')}`;
/** A file's name with the day on which it was taken in. */
const fileWith = (dayText: (day: Day) => string, expected: string) =>
  expected.replace(/\((\d{4}-\d\d-\d\d)\)$/, (_, day: Day) => `(${dayText(day)})`);

/** What the register and earlier lists say against a line; the file's own findings have their texts beside its reader. */
const VI: Texts = {
  unknown_commune: (found) =>
    `không có xã, phường “${found}” trong danh mục của tháng này. Sửa tên theo danh mục.`,
  programme_mismatch: (found, expected) =>
    `“${found}” không phải đối tượng của chương trình “${expected}”. Chọn đúng chương trình hoặc đúng tệp.`,
  ambiguous_commune: (found) => `“${found}” có ở nhiều huyện. Ghi rõ huyện trong địa chỉ.`,
  already_imported: (found, expected) =>
    `${found} đã có trong danh sách ${fileWith(formatDay, expected)}. Bỏ dòng này.`,
  duplicate_voucher: (found, expected) =>
    `${found} trùng quyền hưởng với ${row('dòng', expected)}. Bỏ một trong hai dòng.`,
  identity_conflict: (found, expected) =>
    `số sổ ${found} thuộc người khác; người này có số ${expected}. Kiểm tra lại số sổ.`,
  name_differs: (found, expected) =>
    `tên “${found}” khác với “${expected}” đã đăng ký cùng số. Đối chiếu giấy tờ khi chi.`,
  citizen_dead: (found, expected) =>
    `${found} đã qua đời ngày ${formatDay(expected)}. Phiếu chỉ chi được cho người thừa kế.`,
  citizen_stopped: (found, expected) =>
    `${found} đang tạm dừng chi trả: ${expected === 'not_collected' ? 'nhiều tháng không đến nhận' : expected}.`,
  not_due: (found, expected) =>
    `${found} không có phiếu đang chờ chi với ${expected === '' ? 'số tiền này' : `${formatVnd(BigInt(expected))} đ`}.`,
  voucher_paid: (found, expected) => `${found} đã nhận tiền (biên nhận ${expected}), không thu hồi được.`,
  voucher_on_the_way: (found, expected) =>
    `phiếu của ${found} đang ở ${calledFact('vi', heldBy(expected))}, chưa thu hồi được.`,
};

const EN: Texts = {
  unknown_commune: (found) => `there is no commune “${found}” in that month. Correct the name.`,
  programme_mismatch: (found, expected) =>
    `“${found}” is not a benefit of the programme “${expected}”. Choose the right programme or the right file.`,
  ambiguous_commune: (found) => `“${found}” exists in several districts. Name the district in the address.`,
  already_imported: (found, expected) =>
    `${found} is in the list ${fileWith(englishDay, expected)} already. Remove this row.`,
  duplicate_voucher: (found, expected) =>
    `${found} has the same right as ${row('row', expected)}. Remove one of the rows.`,
  identity_conflict: (found, expected) =>
    `insurance number ${found} belongs to somebody else; this person has ${expected}. Check it.`,
  name_differs: (found, expected) =>
    `the name “${found}” differs from “${expected}”, registered under this number. Check the papers when paying.`,
  citizen_dead: (found, expected) => `${found} died on ${englishDay(expected)}. Only an heir can be paid.`,
  citizen_stopped: (found, expected) =>
    `payment of ${found} is suspended: ${expected === 'not_collected' ? 'not collected for months' : expected}.`,
  not_due: (found, expected) =>
    `${found} has no due voucher of ${expected === '' ? 'this amount' : `${englishVnd(BigInt(expected))} VND`}.`,
  voucher_paid: (found, expected) => `${found} was paid (receipt ${expected}); it cannot be withdrawn.`,
  voucher_on_the_way: (found, expected) =>
    `the voucher of ${found} is at ${calledFact('en', heldBy(expected))} and cannot be withdrawn yet.`,
};

/** A finding as a sentence: where it stands, what is wrong, what to do. */
export function findingText(finding: Finding, language: 'vi' | 'en'): string {
  const { code, found, expected, sheet, row } = finding;
  const texts = language === 'vi' ? VI : EN;
  if (!(code in texts)) {
    const file = finding as FileFinding;
    return (language === 'vi' ? fileVi : fileEn)[file.code](file);
  }
  const where = language === 'vi' ? `Trang ${sheet}, dòng ${row}` : `Sheet ${sheet}, row ${row}`;
  return `${where}: ${texts[code as RegisterCode](found ?? '', expected ?? '')}`;
}

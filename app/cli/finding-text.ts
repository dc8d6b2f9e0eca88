import { findingTexts } from '#modules/payouts/list/vi.ts';
import type { Finding as FileFinding } from '#modules/payouts/list/shapes.ts';
import type { Finding } from '#modules/payouts/actions/import-list.ts';

/** What a finding against the register says, in the manner of the file's own. */
const REGISTER: Readonly<Record<string, (finding: Finding) => string>> = {
  unknown_commune: (f) => `không có xã, phường “${f.found ?? ''}” trong danh mục của tháng này.`,
  ambiguous_commune: (f) => `“${f.found ?? ''}” có ở nhiều huyện; ghi rõ huyện trong địa chỉ.`,
  already_imported: (f) => `${f.found ?? ''} đã có trong danh sách ${f.expected ?? ''}.`,
  duplicate_voucher: (f) => `${f.found ?? ''} trùng quyền hưởng với ${f.expected ?? ''}.`,
  identity_conflict: (f) => `số sổ ${f.found ?? ''} thuộc người khác; người này có số ${f.expected ?? ''}.`,
  name_differs: (f) => `tên “${f.found ?? ''}” khác với “${f.expected ?? ''}” đã đăng ký cùng số.`,
  citizen_dead: (f) => `${f.found ?? ''} đã qua đời ngày ${f.expected ?? ''}.`,
  citizen_stopped: (f) => `${f.found ?? ''} đang tạm dừng chi trả: ${f.expected ?? ''}.`,
  not_due: (f) => `${f.found ?? ''} không có phiếu đang chờ chi với ${f.expected ?? 'số tiền này'}.`,
  voucher_paid: (f) => `${f.found ?? ''} đã nhận tiền ${f.expected ?? ''}.`,
  voucher_on_the_way: (f) => `phiếu của ${f.found ?? ''} đang ở ${f.expected ?? ''}, chưa thu hồi được.`,
};

/** A finding as a sentence: where it stands and what is wrong there. */
export function findingText(finding: Finding): string {
  const own = REGISTER[finding.code];
  if (!own) return findingTexts[(finding as FileFinding).code](finding as FileFinding);
  return `Trang ${finding.sheet}, dòng ${finding.row}: ${own(finding)}`;
}

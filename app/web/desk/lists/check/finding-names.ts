import type { Language } from '#kernel/web/language.tsx';

/** A kind of finding in two or three words; what stands behind one is told by its sentence. */
const NAMES: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  name_missing: ['Thiếu họ tên', 'No name'],
  amount_unreadable: ['Số tiền không đọc được', 'Unreadable amount'],
  amount_not_positive: ['Số tiền không dương', 'Amount not positive'],
  sum_mismatch: ['Tổng dòng sai', 'Row does not add up'],
  subtotal_mismatch: ['Dòng cộng sai', 'Subtotal differs'],
  total_mismatch: ['Tổng cộng sai', 'Total differs'],
  count_mismatch: ['Số người sai', 'Count differs'],
  identity_missing: ['Thiếu CCCD', 'No identity number'],
  identity_malformed: ['CCCD sai dạng', 'Malformed identity number'],
  identity_zero_restored: ['CCCD mất số 0', 'Leading zero restored'],
  identity_implausible: ['CCCD không khớp', 'Implausible identity number'],
  identity_two_names: ['Một số hai tên', 'One number, two names'],
  birth_unreadable: ['Ngày sinh không đọc được', 'Unreadable birth'],
  duplicate_in_file: ['Trùng trong tệp', 'Twice in the file'],
  month_mismatch: ['Khác tháng', 'Another month'],
  unit_multiplied: ['Đơn vị tính', 'Unit of the figures'],
  heads_shifted: ['Đầu cột lệch', 'Heads shifted'],
  heads_unproved: ['Cột chưa chứng minh', 'Columns not proved'],
  legacy_text: ['Bảng mã cũ', 'Legacy encoding'],
  sheet_hidden: ['Trang ẩn', 'Hidden sheet'],
  sheet_without_list: ['Trang không có danh sách', 'Sheet without a list'],
  mapping_unknown: ['Không có cột đã ghép', 'Mapped column missing'],
  amount_column_missing: ['Không có cột tiền', 'No amount column'],
  no_list_found: ['Không thấy danh sách', 'No list found'],
  no_rows: ['Không có dòng nào', 'No rows'],
  unknown_commune: ['Không rõ xã', 'Unknown commune'],
  ambiguous_commune: ['Xã trùng tên', 'Ambiguous commune'],
  programme_mismatch: ['Khác chế độ', 'Another programme'],
  already_imported: ['Đã có phiếu', 'Already listed'],
  duplicate_voucher: ['Trùng quyền hưởng', 'Same right twice'],
  identity_conflict: ['Số sổ của người khác', 'Number of somebody else'],
  name_differs: ['Khác tên đã đăng ký', 'Name differs'],
  citizen_dead: ['Đã qua đời', 'Deceased'],
  citizen_stopped: ['Đang tạm dừng', 'Suspended'],
  not_due: ['Không có phiếu chờ chi', 'Nothing due'],
  voucher_paid: ['Đã chi', 'Already paid'],
  voucher_on_the_way: ['Phiếu đang trên đường', 'Voucher on its way'],
};

export function findingName(code: string, language: Language): string {
  return NAMES[code]?.[language === 'vi' ? 0 : 1] ?? code;
}

import { formatMonth } from '#kernel/words/day.ts';
import { formatVnd } from '#kernel/words/money.ts';
import type { Finding, FindingCode } from './shapes.ts';

type Facts = Readonly<Record<string, unknown>>;

/** Where a finding stands: `Trang C72a, dòng 19, cột M (Tổng số)`. */
function where({ sheet, row, column, head }: Finding): string {
  const parts = [
    sheet && `Trang ${sheet}`,
    row !== null && `dòng ${row}`,
    column && `cột ${column}${head ? ` (${head})` : ''}`,
  ];
  const said = parts.filter(Boolean).join(', ') || 'Tệp này';
  return said.charAt(0).toUpperCase() + said.slice(1);
}

const money = (text: string | null): string =>
  text !== null && /^-?\d+$/.test(text) ? `${formatVnd(BigInt(text))} đ` : (text ?? 'trống');
const month = (text: string | null): string => (text === null ? '?' : formatMonth(text));

/** The columns of money as an office calls them; a dash stands for one that was not read. */
const MONEY_NAMES: Readonly<Record<string, string>> = {
  regular: 'Tháng này',
  supplement: 'Phụ cấp',
  arrears: 'Truy lĩnh',
  deduction: 'Khấu trừ',
  carried: 'Kỳ trước chưa nhận',
  oneOff: 'Trợ cấp một lần',
  funeral: 'Mai táng phí',
  total: 'Tổng số',
};
const columnsRead = (fields: string | null): string =>
  (fields ?? '')
    .split(' | ')
    .map((field) => MONEY_NAMES[field] ?? field)
    .join(' | ');

/** What each finding says and what to do about it. */
export const findingTexts: Record<FindingCode, (finding: Finding) => string> = {
  name_missing: (f) => `${where(f)}: thiếu họ tên người hưởng. Bổ sung họ tên rồi nhập lại.`,
  amount_unreadable: (f) =>
    `${where(f)}: “${f.found}” không phải là số tiền nguyên đồng. Sửa ô này thành số.`,
  amount_not_positive: (f) =>
    `${where(f)}: số tiền ${money(f.found)} phải lớn hơn 0. Kiểm tra lại hoặc bỏ dòng này khỏi danh sách.`,
  sum_mismatch: (f) =>
    `${where(f)}: tổng ghi ${money(f.found)} nhưng cộng các khoản của dòng được ${money(f.expected)}. Sửa tổng hoặc các khoản.`,
  subtotal_mismatch: (f) =>
    `${where(f)}: dòng cộng ghi ${money(f.found)} nhưng các dòng cộng lại được ${money(f.expected)}. Kiểm tra nhóm này có thiếu hoặc thừa người.`,
  total_mismatch: (f) =>
    `${where(f)}: tổng cộng ghi ${money(f.found)} nhưng toàn danh sách cộng lại được ${money(f.expected)}. Đề nghị đơn vị lập gửi lại danh sách đúng.`,
  count_mismatch: (f) =>
    `${where(f)}: ghi ${f.found} người nhưng đếm được ${f.expected} người. Kiểm tra danh sách có thiếu hoặc thừa dòng.`,
  identity_missing: (f) =>
    `${where(f)}: ${f.found ?? 'người hưởng'} chưa có số CCCD/CMND. Bổ sung khi đối chiếu với người dân.`,
  identity_malformed: (f) =>
    `${where(f)}: “${f.found}” không phải số CCCD (12 số) hay CMND (9 số). Sửa lại theo giấy tờ.`,
  identity_zero_restored: (f) =>
    `${where(f)}: số “${f.found}” mất số 0 ở đầu, đã đọc là ${f.expected}. Định dạng cột này là chữ để khỏi mất số 0.`,
  identity_implausible: (f) =>
    `${where(f)}: số ${f.found} không khớp với ${f.expected} của cùng dòng. Đối chiếu giấy tờ trước khi chi.`,
  identity_two_names: (f) =>
    `${where(f)}: số và tên ${f.found} trùng số với người khác tên ở dòng ${f.expected}. Sửa số sai ở một trong hai dòng.`,
  insurance_two_people: (f) =>
    `${where(f)}: số BHXH và tên ${f.found} trùng số BHXH với dòng ${f.expected} nhưng khác CCCD/CMND. Sửa số sai ở một trong hai dòng.`,
  birth_unreadable: (f) =>
    `${where(f)}: “${f.found ?? ''}” không phải ngày sinh hay năm sinh. Ghi dạng 15/08/1957 hoặc 1957.`,
  duplicate_in_file: (f) =>
    `${where(f)}: ${f.found ?? 'người này'} đã có ở dòng ${f.expected} cùng chế độ. Bỏ một trong hai dòng.`,
  month_mismatch: (f) =>
    `${where(f)}: danh sách ghi tháng ${month(f.found)} nhưng đang nhập cho tháng ${month(f.expected)}. Chọn đúng tệp hoặc đúng tháng.`,
  unit_multiplied: (f) =>
    `${where(f)}: danh sách tính theo đơn vị ${money(f.found)}; mọi số tiền đã được nhân lên thành đồng.`,
  heads_shifted: (f) =>
    `${where(f)}: đầu cột và số liệu lệch nhau. Đầu cột ghi: ${f.found}. Đã đọc theo số liệu: ${columnsRead(f.expected)}.`,
  heads_unproved: (f) =>
    `${where(f)}: chỉ ${f.found} số dòng đầu có các khoản cộng đúng bằng tổng. Kiểm tra lại cách ghép cột.`,
  legacy_text: (f) => `${where(f)}: chữ viết bằng bảng mã cũ (${f.found}), đã chuyển sang Unicode.`,
  sheet_hidden: (f) => `${where(f)}: trang này bị ẩn nên không đọc. Bỏ ẩn nếu đó là danh sách chi.`,
  sheet_without_list: (f) => `${where(f)}: không thấy đầu bảng danh sách trên trang này nên bỏ qua.`,
  mapping_unknown: (f) => `${where(f)}: không có cột “${f.found}” như đã ghép. Chọn lại cột.`,
  amount_column_missing: (f) =>
    `${where(f)}: bảng này không có cột số tiền nào nhận ra được (đầu cột: ${f.found}). Ghép cột số tiền bằng tay.`,
  no_list_found: () =>
    'Không trang nào trong tệp có bảng danh sách (cần ít nhất cột họ tên và số tiền). Ghép cột bằng tay hoặc chọn tệp khác.',
  no_rows: (f) => `${where(f)}: có đầu bảng nhưng không có người hưởng nào. Chọn tệp khác.`,
};

const megabytes = (bytes: unknown): string => `${Math.ceil(Number(bytes) / 2 ** 20)} MB`;

const CONTENTS: Readonly<Record<string, string>> = { text: 'chữ không chia cột', binary: 'không phải chữ' };

/** What each refusal of a file says. */
export const fileTexts = {
  file_empty: () => 'Tệp rỗng. Chọn lại tệp.',
  file_truncated: () => 'Tệp bị cắt cụt hoặc hỏng khi tải lên. Lấy lại tệp từ nơi gửi rồi tải lên lần nữa.',
  file_encrypted: () =>
    'Tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi lưu lại.',
  file_legacy_xls: () => 'Tệp thuộc dạng Excel cũ (.xls). Mở bằng Excel và lưu thành .xlsx rồi nhập lại.',
  file_not_a_sheet: ({ kind }: Facts) =>
    `Tệp không đọc được như bảng tính xlsx hay csv (nội dung: ${CONTENTS[String(kind)] ?? String(kind)}). Chọn đúng tệp.`,
  file_too_big: ({ rows, limitRows, bytes, limitBytes }: Facts) =>
    rows !== undefined
      ? `Tệp có hơn ${formatVnd(Number(limitRows))} dòng. Chia thành nhiều tệp nhỏ hơn.`
      : bytes !== undefined
        ? `Tệp cần ${megabytes(bytes)}, vượt mức ${megabytes(limitBytes)}. Chia thành nhiều tệp nhỏ hơn.`
        : 'Tệp cần quá nhiều bộ nhớ để đọc. Chia thành nhiều tệp nhỏ hơn.',
  file_bomb: () =>
    'Tệp bung ra lớn bất thường so với kích thước của nó nên không được mở. Lấy lại tệp từ nơi gửi.',
  file_cell_too_long: ({ row, limit }: Facts) =>
    `Dòng ${String(row)} có ô dài quá ${String(limit)} ký tự; thường do thiếu dấu nháy đóng. Sửa dòng này rồi nhập lại.`,
} satisfies Record<string, (facts: Facts) => string>;

export type FileRefusalCode = keyof typeof fileTexts;

import type { Row } from '#kernel/paper/layout.ts';
import { dayAt, formatDay, formatMonth, isDay } from '#kernel/words/day.ts';
import type { PersonCopy } from './copy.ts';

const PARTS: Readonly<Record<keyof PersonCopy, string>> = {
  records: 'Hồ sơ',
  changes: 'Lần sửa',
  notes: 'Ghi chú',
  death: 'Báo tử',
  authorities: 'Uỷ quyền',
  heirs: 'Người thừa kế',
  stops: 'Tạm dừng',
  entitlements: 'Khoản được hưởng',
  payments: 'Lần chi trả',
  looks: 'Lần xem dữ liệu',
  requests: 'Yêu cầu',
};

const FIELDS: Readonly<Record<string, string>> = {
  full_name: 'Họ tên',
  sex: 'Giới tính',
  born_on: 'Ngày sinh',
  birth_year: 'Năm sinh',
  cccd: 'Số định danh (CCCD)',
  cmnd: 'Số CMND',
  insurance_no: 'Số sổ BHXH',
  phone: 'Điện thoại',
  hamlet: 'Thôn, tổ',
  address: 'Địa chỉ',
  bank_account: 'Số tài khoản',
  bank_name: 'Ngân hàng',
  recorded_at: 'Ghi lúc',
  reason: 'Lý do',
  changed_at: 'Sửa lúc',
  before: 'Trước khi sửa',
  after: 'Sau khi sửa',
  text: 'Nội dung',
  written_at: 'Viết lúc',
  at: 'Lúc',
  programme_name: 'Chế độ',
  programme_names: 'Chế độ được nhận thay',
  certified_by: 'Nơi chứng thực',
  made_on: 'Lập ngày',
  expires_on: 'Hết hạn ngày',
  revoked_at: 'Huỷ lúc',
  kind: 'Loại',
  from_month: 'Từ kỳ',
  lifted_because: 'Lý do cho hưởng lại',
  lifted_at: 'Cho hưởng lại lúc',
  source: 'Nguồn tiền',
  collector_kind: 'Ai nhận',
  received_at: 'Nhận yêu cầu lúc',
  outcome: 'Kết quả',
  answer: 'Trả lời',
  act: 'Việc đã làm',
  answered_at: 'Trả lời lúc',
  month: 'Kỳ',
  benefit_month: 'Tháng hưởng',
  regime: 'Loại chế độ',
  amount_vnd: 'Số tiền (đồng)',
  status: 'Tình trạng',
  channel: 'Cách nhận',
  pay_on: 'Ngày hẹn',
  paid_at: 'Nhận lúc',
  receipt_no: 'Số biên nhận',
  collector_name: 'Người nhận',
  office: 'Bưu cục',
  relation: 'Quan hệ',
  proxy_name: 'Người được uỷ quyền',
  died_on: 'Ngày mất',
  document: 'Giấy tờ',
};

/** Codes in words, by the field they stand in. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { male: 'nam', female: 'nữ' },
  kind: {
    regular: 'hằng tháng',
    arrears: 'truy lĩnh',
    one_off: 'một lần',
    funeral: 'mai táng phí',
    carried: 'kỳ trước chưa nhận',
    suspended: 'tạm dừng',
    ended: 'chấm dứt',
    see: 'xem dữ liệu',
    correct: 'sửa dữ liệu',
    restrict: 'hạn chế sử dụng',
    erase: 'xoá dữ liệu',
    object: 'phản đối việc sử dụng',
  },
  status: { due: 'chưa chi', paid: 'đã chi', returned: 'đã hoàn', withdrawn: 'đã thu hồi' },
  channel: { point: 'điểm chi trả', office: 'bưu cục', home: 'tại nhà', bank: 'tài khoản' },
  collector_kind: {
    self: 'chính chủ',
    proxy: 'người được uỷ quyền',
    heir: 'người thừa kế',
    bank: 'tài khoản ngân hàng',
  },
  outcome: { done: 'đã làm', partly: 'làm một phần', refused: 'không làm được' },
  act: { none: 'không có', restrict: 'hạn chế sử dụng', lift: 'bỏ hạn chế', erase: 'xoá' },
  reason: {
    payouts: 'xem các khoản chi trả',
    collecting: 'tìm theo thẻ của người nhận thay',
    receipt: 'in biên nhận',
    signature: 'xem chữ ký trên biên nhận',
    authority: 'xem giấy uỷ quyền',
    trail: 'xem đường đi của các khoản',
    history: 'xem lịch sử hồ sơ',
    erasure: 'xoá theo yêu cầu của người dân',
  },
};

/** Fields that stand for the same as another one that is in words, or that only a program reads. */
const LEFT_OUT = new Set(['id', 'programme', 'programmes', 'route', 'merged_into']);

/** Every fact of a copy on a line of its own, in words and with the dates of Vietnam. */
export function* copyLines(copy: PersonCopy): Generator<Row> {
  for (const [part, rows] of Object.entries(copy) as [keyof PersonCopy, PersonCopy[keyof PersonCopy]][])
    for (const [i, row] of rows.entries()) {
      const named = rows.length > 1 ? `${PARTS[part]} ${i + 1}` : PARTS[part];
      for (const [name, value] of Object.entries(row))
        if (isSaid(name, value))
          yield { part: named, field: FIELDS[name] ?? name, value: textOf(name, value) };
    }
}

const isSaid = (name: string, value: unknown): boolean =>
  value !== null && !LEFT_OUT.has(name) && !(Array.isArray(value) && value.length === 0);

const INSTANT = /^\d{4}-\d\d-\d\dT/;
const CLOCK = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function textOf(name: string, value: unknown): string {
  if (value instanceof Date) return `${formatDay(dayAt(value))} ${CLOCK.format(value)}`;
  if (Array.isArray(value)) return value.map((each) => textOf(name, each)).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([field, each]) => isSaid(field, each))
      .map(([field, each]) => `${FIELDS[field] ?? field}: ${textOf(field, each)}`)
      .join('; ');
  const text = String(value);
  if (INSTANT.test(text)) return textOf(name, new Date(text));
  if (isDay(text)) return name.endsWith('month') ? formatMonth(text.slice(0, 7)) : formatDay(text);
  if (name === 'amount_vnd') return BigInt(text).toLocaleString('vi-VN');
  return CODES[name]?.[text] ?? text;
}

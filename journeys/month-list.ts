/** The list of the whole month's journey: people of one hamlet paid in cash on one day, and one more into an account. */
export const PROGRAMME = 'Trợ cấp ưu đãi người có công';
export const EACH_VND = 1_624_000n;
export const CASH_PEOPLE = 5;

export const person = (n: number) => ({ name: `Lê Thị Tháng ${n}`, cccd: `04515000020${n}` });

const HEAD =
  'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng;Số tài khoản;Ngân hàng';

const line = (n: number) =>
  [
    `NCC-20${n};${person(n).name};1950;${person(n).cccd};Thôn 1;Xã Cam Hiếu`,
    'Thân nhân 01 liệt sĩ;1.624.000;1.624.000',
    n > CASH_PEOPLE ? '0711000204906;Vietcombank' : ';',
  ].join(';');

/** The funder's file, as it is chosen in the browser. */
export const LIST_FILE = {
  name: 'thang-12.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([HEAD, ...[1, 2, 3, 4, 5, 6].map(line)].join('\n')),
};

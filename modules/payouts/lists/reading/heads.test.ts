import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldOfHead, fieldOfSubhead } from './heads.ts';

const HEADS: [head: string, field: string | null | undefined][] = [
  ['STT', 'ordinal'],
  ['Số TT', 'ordinal'],
  ['Mã đối tượng', 'funderCode'],
  ['Số sổ BHXH', 'insuranceNo'],
  ['Mã số BHXH', 'insuranceNo'],
  ['Họ và tên', 'fullName'],
  ['Họ tên người hưởng', 'fullName'],
  ['HO VA TEN', 'fullName'],
  ['Ngày, tháng, năm sinh', 'birth'],
  ['Năm sinh', 'birth'],
  ['Giới tính', 'sex'],
  ['Số CCCD/CMND', 'identity'],
  ['Số định danh cá nhân', 'identity'],
  ['Thôn', 'hamlet'],
  ['Khu phố', 'hamlet'],
  ['Xã/Thị trấn', 'commune'],
  ['Địa chỉ thường trú', 'address'],
  ['Loại chế độ', 'regime'],
  ['Đối tượng', 'regime'],
  ['Nguồn', 'source'],
  ['Nguồn kinh phí', 'source'],
  ['Mức hưởng', 'regular'],
  ['Mức trợ cấp', 'regular'],
  ['Lương hưu tháng này', 'regular'],
  ['Trợ cấp tháng 12/2020', 'regular'],
  ['Phụ cấp', 'supplement'],
  ['Truy lĩnh', 'arrears'],
  ['Số tháng truy lĩnh', 'arrearsMonths'],
  ['Khấu trừ', 'deduction'],
  ['Thu hồi', 'deduction'],
  ['Kỳ trước chưa nhận', 'carried'],
  ['Trợ cấp một lần', 'oneOff'],
  ['Mai táng phí', 'funeral'],
  ['Tổng số', 'total'],
  ['Tổng cộng (đồng)', 'total'],
  ['Cộng', 'total'],
  ['Số tiền thực lĩnh', 'total'],
  ['Số tiền', 'amount'],
  ['Số tiền TCTN', 'amount'],
  ['Số tài khoản', 'bankAccount'],
  ['Ngân hàng', 'bankName'],
  ['Điện thoại', 'phone'],
  ['Người nhận thay', 'proxyName'],
  ['Số CCCD người nhận thay', null],
  ['Ký nhận', null],
  ['Ghi chú', 'note'],
  ['Ngày chết', 'diedOn'],
  ['Hệ số', undefined],
  ['', undefined],
];

test('heads as funders write them', () => {
  for (const [head, field] of HEADS) assert.equal(fieldOfHead(head), field, head);
  for (const [head, field] of HEADS)
    assert.equal(fieldOfHead(head.toUpperCase().normalize('NFD')), field, head);
});

test('sub-heads are read with their head', () => {
  const cases: [string, string, string | null][] = [
    ['Truy lĩnh', 'Số tháng', 'arrearsMonths'],
    ['Truy lĩnh', 'Số tiền', 'arrears'],
    ['Số tiền', 'Truy lĩnh', 'arrears'],
    ['Số tiền', 'Tổng số', 'total'],
    ['Địa chỉ', 'Xã', 'commune'],
    ['Địa chỉ', 'Thôn', 'hamlet'],
    ['Ngày sinh', 'Ngày', 'birthDay'],
    ['Ngày sinh', 'Năm', 'birthYear'],
    ['Năm sinh', 'Nam', 'birthMale'],
    ['Năm sinh', 'Nữ', 'birthFemale'],
    ['Người nhận thay', 'Họ tên', 'proxyName'],
    ['Người nhận thay', 'Số CCCD', null],
    ['Ký nhận', 'Họ và tên', null],
  ];
  for (const [head, sub, field] of cases) assert.equal(fieldOfSubhead(head, sub), field, `${head} / ${sub}`);
});

import type { Layout } from '#kernel/paper/layout.ts';
import { renderPdf } from '#kernel/paper/pdf.ts';
import { dayAt, formatDay } from '#kernel/words/day.ts';
import { copyLines } from './copy-words.ts';
import type { PersonCopy } from './copy.ts';

const LAYOUT: Layout = {
  layout: 1,
  code: 'ban-sao',
  title: 'Bản sao dữ liệu cá nhân',
  basis: 'Luật 91/2025/QH15: quyền được xem dữ liệu của mình; không có mẫu chính thức',
  confirmed: false,
  page: {
    size: 'A4',
    marginsMm: { top: 15, right: 15, bottom: 18, left: 20 },
    font: 'tinos',
    sizePt: 11,
  },
  foot: { left: 'Bản sao cho người yêu cầu', right: 'Trang {page}/{pages}' },
  body: [
    { kind: 'text', text: 'BẢN SAO DỮ LIỆU CÁ NHÂN', bold: true, align: 'center', sizePt: 14 },
    { kind: 'text', text: '{name}', bold: true, align: 'center', beforePt: 4 },
    { kind: 'text', text: 'Lập ngày {madeOn}', italic: true, align: 'center' },
    { kind: 'text', text: '{kept}', beforePt: 6 },
    {
      kind: 'table',
      rows: 'lines',
      columns: [
        { label: 'Mục', share: 2, value: '{part}' },
        { label: 'Tên', share: 3, value: '{field}' },
        { label: 'Nội dung', share: 6, value: '{value}' },
      ],
      empty: 'Không có dữ liệu nào',
      beforePt: 8,
    },
  ],
};

/** What may not be erased, and by which rule; said on the copy and by the command line. */
export const KEPT_VI =
  'Phần phải lưu: khoản được hưởng, lần chi trả và chứng từ của chúng (Luật Kế toán 88/2015/QH13, Điều 41; Nghị định 174/2016/NĐ-CP, ' +
  'Điều 12 đến 14), họ tên, ngày sinh và số giấy tờ đứng trên các chứng từ đó, và sổ ghi ai đã xem. Phần được xoá khi có yêu cầu: ' +
  'điện thoại, địa chỉ, thôn, tài khoản ngân hàng, ghi chú, cùng các nội dung ấy trong lịch sử sửa.';

/** The copy for somebody who reads no JSON: every fact on a line of its own. */
export async function copyPdf(copy: PersonCopy, madeAt: Date): Promise<Buffer> {
  const [first] = copy.records;
  const facts = {
    name: String(first?.['full_name'] ?? ''),
    madeOn: formatDay(dayAt(madeAt)),
    kept: KEPT_VI,
  };
  const [content] = await renderPdf(LAYOUT, { facts, rows: { lines: [...copyLines(copy)] }, madeAt });
  return content as Buffer;
}

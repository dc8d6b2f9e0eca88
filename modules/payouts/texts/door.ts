import { formatVnd } from '#kernel/words/money.ts';

type Facts = Readonly<Record<string, unknown>>;
type Tell = string | ((facts: Facts) => string);

const vnd = (facts: Facts, name: string) =>
  formatVnd(BigInt(typeof facts[name] === 'string' ? facts[name] : '0'));

/** What a phone at the door is told besides what a counter is. */
export const doorVi: Readonly<Record<string, Tell>> = {
  bag_open: 'Người này đã có một túi đang mở.',
  bag_not_open: 'Người này chưa có túi đang mở ở đơn vị. Việc đã làm được giữ lại chờ đơn vị phân xử.',
  offer_differs: 'Điện thoại đã ký nhận khác với lần giao trong sổ. Đã giữ lại chờ đơn vị phân xử.',
  amount_differs: (f) =>
    `Đã giao ${vnd(f, 'givenVnd')} đ, phiếu ghi ${vnd(f, 'dueVnd')} đ. Phần chênh được ghi riêng chờ đơn vị kết luận.`,
};

export const doorEn: Readonly<Record<string, Tell>> = {
  bag_open: 'This person has an open bag already.',
  bag_not_open: 'This person has no open bag at the office. What was done is kept for the office to rule on.',
  offer_differs:
    'The phone signed for something else than the books say was offered. It is kept for the office to rule on.',
  amount_differs: (f) =>
    `VND ${vnd(f, 'givenVnd')} were handed over, the vouchers say ${vnd(f, 'dueVnd')}. The difference stands apart until the office rules on it.`,
};

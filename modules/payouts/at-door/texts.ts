import { factReader } from '../texts/facts.ts';
import { englishVnd, formatVnd } from '#kernel/words/money.ts';

type Facts = Readonly<Record<string, unknown>>;
type Tell = string | ((facts: Facts) => string);

const sum = (facts: Facts, name: string) => BigInt(typeof facts[name] === 'string' ? facts[name] : '0');

/** What a phone at the door is told besides what a counter is. */
export const doorVi: Readonly<Record<string, Tell>> = {
  bag_open: 'Người này đã có một túi đang mở.',
  bag_not_open: 'Người này chưa có túi đang mở ở đơn vị. Việc đã làm được giữ lại chờ đơn vị phân xử.',
  offer_differs: 'Điện thoại đã ký nhận khác với lần giao trong sổ. Đã giữ lại chờ đơn vị phân xử.',
  amount_differs: (f) =>
    `Đã giao ${formatVnd(sum(f, 'givenVnd'))} đ, phiếu ghi ${formatVnd(sum(f, 'dueVnd'))} đ. Phần chênh được ghi riêng chờ đơn vị kết luận.`,
  ruling_recognised: (f) => `Đơn vị công nhận lần chi này là lần chi chính thức (${by(f)}).`,
  ruling_claimed: (f) => `Đơn vị ghi đây là lần chi thứ hai, chờ thu hồi (${by(f)}).`,
  ruling_found: (f) => `Tiền của lần chi này đã được tìm thấy và nộp lại (${by(f)}).`,
  ruling_charged: (f) => `Số tiền này được ghi cho người giữ chịu (${by(f)}).`,
  ruling_written_off: (f) => `Số tiền này do bưu điện chịu (${by(f)}).`,
};

const VI = factReader('vi', 'đ');
const EN = factReader('en', 'VND');

/** What a counter refuses and a door has done already: for whoever has paid, without advice that comes too late. */
export const doneVi: Readonly<Record<string, Tell>> = {
  held_elsewhere: (f) =>
    `Lúc chi, phiếu do ${VI.hand(f['holder'], 'người khác')} giữ, không ở trong túi này.`,
  already_paid: (f) =>
    `Phiếu đã được chi lúc ${VI.instant(f['paidAt'])} tại ${VI.text(f['office'])}, biên nhận ${VI.text(f['receiptNo'])}.`,
  payment_stopped: 'Người này đang tạm dừng chi trả.',
  citizen_dead: (f) => `Người này đã qua đời ngày ${VI.day(f['diedOn'])}.`,
  contested: 'Phiếu có một khoản chi tại nhà khác trái với sổ.',
};
export const doneEn: typeof doneVi = {
  held_elsewhere: (f) =>
    `When this was paid, the voucher was held by ${EN.hand(f['holder'], 'somebody else')}, not by this bag.`,
  already_paid: (f) =>
    `The voucher had been paid on ${EN.instant(f['paidAt'])} at ${EN.text(f['office'])}, receipt ${EN.text(f['receiptNo'])}.`,
  payment_stopped: 'Payment of this person is suspended.',
  citizen_dead: (f) => `This person died on ${EN.day(f['diedOn'])}.`,
  contested: 'Another payment at a door contradicts the books about this voucher.',
};

const by = (facts: Facts) => (typeof facts['by'] === 'string' ? facts['by'] : '');

export const UNFIT_VI: Readonly<Record<string, string>> = {
  paid_by_it: 'Chính lần này đã chi phiếu rồi; phần tiền đang treo là phần giao thừa. Chọn kết luận khác.',
  no_payment: 'Chênh lệch này không phải một lần chi của điện thoại. Chọn kết luận khác.',
  unknown_vouchers: 'Điện thoại nêu phiếu mà hệ thống không có. Chọn kết luận khác.',
  several_people: 'Các phiếu là của nhiều người. Chọn kết luận khác.',
  paid_together:
    'Phiếu đã chi tại quầy cùng phiếu khác trong một lần. Ghi lần chi của điện thoại là lần chi thứ hai, hoặc lập đề nghị rút lại lần chi tại quầy trước.',
  unknown_collector:
    'Người nhận mà điện thoại nêu không có trong hồ sơ của người hưởng này. Chọn kết luận khác.',
  no_death:
    'Người thừa kế đã nhận, mà hồ sơ chưa ghi người hưởng qua đời đến ngày đó. Ghi qua đời trước, hoặc chọn kết luận khác.',
};

export const doorEn: Readonly<Record<string, Tell>> = {
  bag_open: 'This person has an open bag already.',
  bag_not_open: 'This person has no open bag at the office. What was done is kept for the office to rule on.',
  offer_differs:
    'The phone signed for something else than the books say was offered. It is kept for the office to rule on.',
  amount_differs: (f) =>
    `${englishVnd(sum(f, 'givenVnd'))} VND were handed over, the vouchers say ${englishVnd(sum(f, 'dueVnd'))} VND. The difference stands apart until the office rules on it.`,
  ruling_recognised: (f) => `The office recognised this as the payment (${by(f)}).`,
  ruling_claimed: (f) => `The office calls this a second payment, to be claimed back (${by(f)}).`,
  ruling_found: (f) => `The cash of this payment was found and brought back (${by(f)}).`,
  ruling_charged: (f) => `This amount is charged to its holder (${by(f)}).`,
  ruling_written_off: (f) => `This amount is borne by the post (${by(f)}).`,
};

export const UNFIT_EN: Readonly<Record<string, string>> = {
  paid_by_it:
    'This very payment has paid the voucher; what stands aside was given too much. Choose another ruling.',
  no_payment: 'This difference is no payment of a phone. Choose another ruling.',
  unknown_vouchers: 'The phone names vouchers that are not known here. Choose another ruling.',
  several_people: 'The vouchers are of several people. Choose another ruling.',
  paid_together:
    'The voucher was paid at the counter together with others. Call the phone’s payment the second one, or have the counter’s payment taken back first.',
  unknown_collector:
    'Whom the phone names as the recipient is not on this person’s record. Choose another ruling.',
  no_death:
    'An heir has received it, and no death up to that day is on record. Record the death first, or choose another ruling.',
};

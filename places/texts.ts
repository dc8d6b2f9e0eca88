import { formatDay } from '#kernel/words/day.ts';
import { englishDay } from '#kernel/words/english-day.ts';
import { calledFact } from './offices/called.ts';

type Facts = Readonly<Record<string, unknown>>;
const said = (facts: Facts, name: string) => String(facts[name] ?? '');

/** Why the register of places says no. */
export const vi = {
  office_known: (f: Facts) => `Mã ${said(f, 'code')} đã là của ${said(f, 'name')}.`,
  commune_served: (f: Facts) =>
    `${said(f, 'commune')} đang do ${said(f, 'office')} phục vụ. Đóng đơn vị đó hoặc bỏ xã này khỏi danh sách.`,
  office_holds: (f: Facts) =>
    `Chưa đóng được: ${calledFact('vi', f['hand'])} còn tiền, còn phiếu hoặc còn bàn giao chưa trả lời. Bàn giao hết rồi đóng.`,
  office_has_below: (f: Facts) => `Chưa đóng được: còn đơn vị ở dưới (${said(f, 'office')}).`,
  office_awaited: (f: Facts) =>
    `Chưa đóng được: còn ${said(f, 'vouchers')} phiếu chưa chi được lập kế hoạch chi ở ${said(f, 'office')}. Kiểm soát chi trả chuyển chúng sang đơn vị khác ở màn hình Kế hoạch chi trả rồi đóng.`,
  office_closed: (f: Facts) =>
    `${said(f, 'office')} đã đóng ngày ${formatDay(said(f, 'closedOn'))}. Chọn đơn vị khác.`,
  holiday_past: (f: Facts) =>
    `Chỉ thêm được ngày từ hôm nay (${formatDay(said(f, 'today'))}) trở đi: lịch chi đã qua không đổi.`,
  holiday_known: (f: Facts) => `Ngày ${formatDay(said(f, 'day'))} đã có: ${said(f, 'name')}.`,
};

export const en: typeof vi = {
  office_known: (f) => `The code ${said(f, 'code')} is that of ${said(f, 'name')} already.`,
  commune_served: (f) =>
    `${said(f, 'commune')} is served by ${said(f, 'office')}. Close that office or leave the commune out.`,
  office_holds: (f) =>
    `It cannot be closed: ${calledFact('en', f['hand'])} still has money, vouchers or an unanswered handover. Hand all of it over first.`,
  office_has_below: (f) => `It cannot be closed: an office below it is open (${said(f, 'office')}).`,
  office_awaited: (f) =>
    `It cannot be closed: ${said(f, 'vouchers')} unpaid vouchers are planned to be paid at ${said(f, 'office')}. The payout controller moves them to another office in the plan; close it then.`,
  office_closed: (f) =>
    `${said(f, 'office')} was closed on ${englishDay(said(f, 'closedOn'))}. Choose another office.`,
  holiday_past: (f) =>
    `Only days from today (${englishDay(said(f, 'today'))}) on can be added: past calendars do not change.`,
  holiday_known: (f) => `${englishDay(said(f, 'day'))} is there already: ${said(f, 'name')}.`,
};

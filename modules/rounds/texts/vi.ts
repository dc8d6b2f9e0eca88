import { type Facts, factReader, type RoundTexts } from './facts.ts';

const { text, day, vnd, hand } = factReader('vi');

const BROKEN: Readonly<Record<string, (facts: Facts) => string>> = {
  bag: (f) => `tiền vượt mức túi ${vnd(f['limitVnd'])} đ là ${vnd(f['overVnd'])} đ`,
  'two-people': (f) =>
    `tiền vượt mức một người được mang ${vnd(f['limitVnd'])} đ là ${vnd(f['overVnd'])} đ; cần người thứ hai đi cùng`,
  hours: (f) => `về muộn ${text(f['overMinutes'])} phút so với giờ của tuyến`,
  window: () => 'có người không ở nhà vào giờ đến',
  closed: () => 'có điểm hoặc đường đang bị đóng',
  held: () => 'có phiếu đang ở túi của người khác',
  twice: () => 'một người đi hai tuyến',
};

/** What each refusal says, and what to do next. */
export const vi: RoundTexts = {
  too_many_stops: (f) =>
    `Ngày này đơn vị có ${text(f['stops'])} người phải đến nhà, nhiều hơn mức ${text(f['most'])} lập được một lần. Chuyển bớt sang ngày khác trong kế hoạch chi trả.`,
  setting_missing: (f) =>
    `Chưa có mức “${text(f['name'])}” cho ngày này, nên chưa lập tuyến được. Chọn ngày khác, hoặc đặt mức đó.`,
  closure_unfit: () =>
    'Chỗ đóng chưa đúng: chọn một xã (và thôn), hoặc đường giữa hai xã khác nhau; ngày thông không trước ngày đóng.',
  window_unfit: () => 'Giờ ở nhà chưa đúng: giờ cuối phải sau giờ đầu.',
  not_visited_here: () => 'Người này không có phiếu ở đơn vị này.',
  setting_unknown: (f) => `Không có mức “${text(f['name'])}”.`,
  setting_unfit: (f) => `Mức này phải từ ${vnd(f['from'])} đến ${vnd(f['to'])}.`,
  setting_dated: (f) => `Mức này đã được đặt từ ngày ${day(f['validFrom'])}. Chọn ngày bắt đầu khác.`,
  outing_unfit: (f) =>
    f['why'] === 'twice'
      ? 'Một người đứng ở hai tuyến. Mỗi người chỉ đi một tuyến trong ngày.'
      : 'Có người không còn đi tuyến được cho đơn vị này. Tải lại trang rồi chọn lại.',
  searching_already: () => 'Đang có lượt tìm tuyến khác chạy. Đợi lượt đó xong, hoặc dừng nó.',
  search_gone: () => 'Lượt tìm này không còn trên máy chủ. Tìm lại.',
  plan_moved_on: (f) =>
    `Tuyến ngày này vừa được ${text(f['by'])} chốt bản ${text(f['version'])}. Tải lại để xem trước khi chốt bản của bạn.`,
  reason_missing: () => 'Tuyến đã chốt chỉ thay bằng bản mới khi có lý do. Hãy ghi lý do.',
  stops_changed: () =>
    'Danh sách người phải đến đã thay đổi (đã chi, dừng, hoặc chuyển nơi). Tải lại ngày này rồi chốt.',
  limits_broken: (f) =>
    `Tuyến của ${text(f['payer'])}: ${(BROKEN[text(f['limit'])] ?? (() => 'vượt giới hạn'))(f)}${f['more'] === 0 ? '' : `, và ${text(f['more'])} điểm khác`}. Sửa tuyến rồi chốt.`,
  day_past: (f) => `Ngày ${day(f['day'])} đã qua. Chỉ chốt tuyến cho hôm nay và các ngày sau.`,
  round_replaced: () => 'Tuyến này đã được thay bằng bản mới. Tải lại rồi giao túi theo bản mới.',
  bag_elsewhere: (f) => `${hand(f['bag'])} đang mở ở đơn vị khác. Đóng túi đó trước.`,
};

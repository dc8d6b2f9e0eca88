import { privacyVi } from '#people/privacy/texts.ts';
import { UNFIT_VI } from '../at-door/texts.ts';
import type { Fault } from '#kernel/paper/faults.ts';
import { vi as placesVi } from '#places/texts.ts';
import { factReader, type PayoutTexts } from './facts.ts';

const { vnd, day, month, instant, hand, hands, names, text, who } = factReader('vi', 'đ');

/** What each refusal says, and what to do next. */
export const vi: PayoutTexts = {
  already_paid: (f) =>
    `${who(f)}đã chi trả ${instant(f['paidAt'])} tại ${text(f['office'])}, người chi ${text(f['teller'])}, người nhận ${text(f['collector'])}, biên nhận ${text(f['receiptNo'])}. Không chi lần nữa; in lại biên nhận nếu cần.`,
  voucher_withdrawn: (f) =>
    `${who(f)}phiếu đã bị cơ quan thu hồi. Hướng dẫn người hưởng liên hệ cơ quan chi trả chế độ.`,
  voucher_returned: (f) =>
    `${who(f)}phiếu kỳ ${month(f['month'])} đã hoàn về cơ quan vì không nhận đúng hạn. Kỳ sau sẽ có trong danh sách chưa nhận.`,
  period_locked: () => 'Kỳ này đã quyết toán và khoá sổ. Việc phát sinh phải ghi ở kỳ đang mở.',
  identity_in_review: (f) =>
    `${who(f)}đang chờ xác định có phải là người đã có trong hệ thống. Báo kiểm soát chi trả.`,
  payment_stopped: (f) =>
    `${who(f)}đang tạm dừng chi trả. Hướng dẫn người hưởng liên hệ cơ quan chi trả chế độ để được xác minh.`,
  paid_by_bank: (f) => `${who(f)}nhận qua tài khoản ngân hàng. Nếu muốn nhận tiền mặt, đổi cách chi trước.`,
  contested: (f) =>
    `${who(f)}phiếu có một khoản chi tại nhà trái với sổ, đang chờ xử lý nên chưa chi được. Báo người phụ trách đơn vị.`,
  wrong_place: (f) =>
    `${who(f)}phiếu được chi tại ${text(f['office'])}. Mời người hưởng đến đó, hoặc chuyển phiếu về đơn vị này.`,
  office_closed: placesVi.office_closed,
  held_elsewhere: (f) =>
    `Phiếu đang do ${hand(f['holder'], 'người khác')} giữ nên không chi ở đây được. Nhận bàn giao phiếu trước.`,
  too_early: (f) => `${who(f)}chưa đến ngày chi trả, mở từ ${day(f['opensOn'])}.`,
  person_not_allowed: (f) =>
    `Người này thuộc địa bàn ${text(f['office'], 'của đơn vị khác')}, không có khoản nào tại đơn vị này. Mời người dân nhận ở đó; muốn nhận ở đây thì kiểm soát chi trả đổi nơi chi trong kế hoạch trước.`,
  citizen_dead: (f) =>
    `${who(f)}đã qua đời ngày ${day(f['diedOn'])}. Chỉ người thừa kế được nhận các tháng còn được hưởng.`,
  citizen_alive: (f) =>
    `${who(f)}chưa ghi nhận qua đời nên người thừa kế chưa được nhận. Ghi nhận giấy chứng tử trước.`,
  list_file_not_found: (f) =>
    `Tệp gốc ${text(f['file'], '')} không còn trong kho lưu của máy chủ. Báo người quản trị khôi phục kho tệp từ bản sao lưu.`,
  authority_not_found: () => 'Không có giấy uỷ quyền này cho người hưởng. Kiểm tra lại giấy uỷ quyền.',
  authority_revoked: (f) =>
    `Giấy uỷ quyền cho ${text(f['proxy'])} đã bị thu hồi. Cần giấy mới hoặc chính chủ đến nhận.`,
  authority_expired: (f) =>
    `Giấy uỷ quyền cho ${text(f['proxy'])} hết hạn ngày ${day(f['expiresOn'])}. Cần giấy mới.`,
  authority_not_yet: (f) => `Giấy uỷ quyền cho ${text(f['proxy'])} chưa đến ngày có hiệu lực.`,
  authority_scope: (f) => `Giấy uỷ quyền cho ${text(f['proxy'])} không gồm chế độ này.`,
  authority_too_long: () =>
    'Uỷ quyền có hạn tối đa 12 tháng kể từ ngày lập (Luật BHXH 41/2024/QH15, Điều 10). Sửa lại ngày hết hạn.',
  authority_past: () => 'Giấy uỷ quyền đã hết hạn. Cần giấy còn hiệu lực.',
  heir_not_found: (f) => `${who(f)}chưa có người thừa kế này. Ghi nhận giấy tờ thừa kế trước.`,
  death_recorded: (f) =>
    `Đã ghi nhận qua đời ngày ${day(f['diedOn'])}. Nếu sai, đề nghị kiểm soát chi trả đính chính.`,
  death_ahead: () => 'Ngày qua đời không thể ở sau hôm nay. Kiểm tra lại giấy chứng tử.',
  query_too_wide: (f) =>
    `Quá nhiều người có tên gần như “${text(f['words'])}” nên chưa tìm hết. Gõ thêm tên đệm hoặc năm sinh, hay tìm bằng số CCCD.`,
  query_too_short: () => 'Gõ ít nhất hai ký tự, hoặc quét mã QR trên thẻ CCCD.',
  drawer_not_open: () => 'Bạn chưa có ngăn kéo đang mở ở đơn vị này. Nhờ thủ quỹ mở ngăn kéo.',
  drawer_closed: (f) => `Ngăn kéo đã khoá sổ ngày ${day(f['day'])}. Việc chi trả tiếp tục từ ngày hôm sau.`,
  drawer_short: (f) =>
    `${hand(f['drawer'], 'Ngăn kéo')} chỉ còn ${vnd(f['balanceVnd'])}. Nhận thêm tiền từ két trước khi chi.`,
  bag_not_frozen: () => 'Túi này không bị phong toả nên không cần cấp lại.',
  bag_has_unruled: () =>
    'Còn thao tác của điện thoại chưa phân xử. Phân xử hết rồi mới cấp lại phiếu của túi.',
  hand_frozen: (f) =>
    `${hand(f['hand'])} đang bị phong toả từ ${instant(f['at'])} (${text(f['reason'])}). Chỉ xử lý theo thủ tục mất điện thoại.`,
  drawer_open: () => 'Người này đã có một ngăn kéo đang mở.',
  not_staff_here: () => 'Người này không làm việc ở đơn vị này.',
  several_people: () => 'Các phiếu thuộc nhiều người. Mỗi lần chi trả chỉ cho một người.',
  count_differs: (f) =>
    `Tiền đếm được ${vnd(f['countedVnd'])} khác số phải chi ${vnd(f['dueVnd'])}. Đếm lại.`,
  number_taken: (f) =>
    `Số này đang thuộc hồ sơ của ${text(f['name'])}. Kiểm tra lại giấy tờ; nếu là một người, báo kiểm soát chi trả để gộp hồ sơ.`,
  nothing_changed: () => 'Không có gì thay đổi so với hồ sơ.',
  birth_ahead: () => 'Ngày sinh không thể ở sau hôm nay.',
  signature_missing: () => 'Chữ ký trên bảng ký chưa lưu được. Ký lại, hoặc ký trên giấy.',
  signature_unfit: () => 'Chữ ký phải là ảnh PNG.',
  count_missing: () => 'Chưa đếm tiền theo mệnh giá.',
  hand_short: (f) => `Không đủ tiền: chỉ còn ${vnd(f['balanceVnd'])}.`,
  hand_over_limit: (f) => `Vượt mức tiền được giữ; đang có ${vnd(f['balanceVnd'])}. Nộp bớt về két.`,
  hand_not_found: () => 'Không tìm thấy nơi giữ này.',
  hand_unfit: (f) =>
    `${hand(f['from'])} không giao được cho ${hand(f['toward'])}. Tiền chỉ giao giữa két, ngăn kéo, túi; phiếu giữa bàn phiếu và túi.`,
  not_payer: (f) =>
    `Chỉ người đã chi (${text(f['by'])}), kiểm soát chi trả hoặc kế toán trưởng được đề nghị thu hồi lần chi này.`,
  death_not_recorded: () => 'Người này không có ghi nhận qua đời nào để đính chính.',
  nothing_unpaid: (f) => `Tháng ${month(f['month'])} không còn phiếu nào chưa nhận để hoàn.`,
  payer_returns: (f) =>
    `Người đang giữ ${hand(f['hand'])} có thể chi trả nên không hoàn phiếu. Nhờ kiểm soát chi trả hoặc thủ quỹ không có ngăn kéo.`,
  proposal_outgrown: (f) =>
    `Đề nghị là ${vnd(f['proposedVnd'])}, nay đã thành ${vnd(f['nowVnd'])}. Từ chối đề nghị này và lập đề nghị mới.`,
  two_people_needed: (f) =>
    `Việc này cần hai người${f['limitVnd'] ? ` (trên ${vnd(f['limitVnd'])})` : ''}. Lập đề nghị để người khác đồng ý.`,
  offer_closed: (f) => `Bàn giao này đã được ${text(f['by'], 'người khác')} trả lời lúc ${instant(f['at'])}.`,
  not_in_offer: (f) => `Không có trong bàn giao: ${names(f['things'])}.`,
  not_your_offer: () => 'Bàn giao này không gửi cho đơn vị của bạn.',
  nothing_to_offer: () => 'Chưa chọn tiền hoặc phiếu để giao.',
  own_order: () => 'Người lập lệnh không tự duyệt lệnh của mình.',
  approval_missing: () => 'Lệnh vượt hạn mức và chưa được người thứ hai duyệt.',
  order_sent: () => 'Lệnh này đã xuất tiền rồi.',
  own_proposal: () => 'Người đề nghị không tự đồng ý được. Nhờ một người khác.',
  proposal_ruled: (f) =>
    `Đề nghị này đã được ${f['granted'] ? 'đồng ý' : 'từ chối'} lúc ${instant(f['at'])}.`,
  already_reversed: () => 'Lần chi trả này đã được thu hồi trước đó.',
  programme_not_in_force: (f) =>
    `Chế độ “${text(f['programme'])}” không có hiệu lực trong tháng ${month(f['month'])}.`,
  mapping_unreadable: () => 'Không đọc được cách ghép cột. Cần một đối tượng JSON: tên trường và cột.',
  sum_mismatch: (f) =>
    `Tổng các phiếu ${vnd(f['found'])} khác tổng danh sách ${vnd(f['expected'])}. Không nhận danh sách.`,
  no_province_office: () => 'Chưa có bưu điện tỉnh trong hệ thống. Chạy “npx tungnha migrate” trước.',
  list_is_withdrawal: (f) =>
    `“${text(f['file'])}” là danh sách thu hồi. Muốn trả lại phiếu, hãy bỏ lần thu hồi ấy.`,
  nothing_to_withdraw: () => 'Danh sách không còn phiếu nào chưa chi ở bàn phiếu để thu hồi.',
  list_not_whole: (f) =>
    `Không thu hồi được nguyên danh sách: ${text(String(f['paid']))} phiếu đã chi (${vnd(f['paidVnd'])}), ${text(String(f['away']))} phiếu không ở bàn phiếu${Array.isArray(f['holders']) && f['holders'].length > 0 ? ` (${hands(f['holders'])})` : ''}. Chọn “thu hồi phần còn lại” nếu để chúng ở lại.`,
  list_changed: (f) =>
    `Danh sách đã khác lúc bạn xem: nay là ${text(String(f['vouchers']))} phiếu, ${vnd(f['totalVnd'])}. Xem lại rồi quyết định.`,
  list_not_withdrawal: (f) => `“${text(f['file'])}” không phải danh sách thu hồi.`,
  list_restored: (f) => `Lần thu hồi này đã được ${text(f['by'])} bỏ lúc ${instant(f['at'])}.`,
  right_taken: (f) =>
    `Danh sách nhận sau đã có lại khoản này của ${names(f['people'])}. Thu hồi khoản mới trước, hoặc để nguyên.`,
  review_open: () => 'Người này chưa có kết luận nào để bỏ.',
  ruling_paid: (f) =>
    `Đã chi theo kết luận này lúc ${instant(f['paidAt'])} tại ${text(f['office'])}, biên nhận ${text(f['receiptNo'])}. Thu hồi lần chi ấy trước.`,
  ruling_unknown: (f) =>
    `Kết luận lúc ${instant(f['at'])} có từ trước khi hệ thống ghi lại đã chuyển những gì, nên không tự tách lại được. Sửa từng hồ sơ bằng đính chính.`,
  merged_further: (f) =>
    `Hồ sơ ${text(f['name'], 'này')} đã được gộp tiếp vào hồ sơ khác. Bỏ lần gộp sau trước.`,
  ruling_death: (f) =>
    `Khi gộp, thông tin qua đời ngày ${day(f['diedOn'])} đã đi theo. Đính chính việc qua đời trước (hai người), rồi bỏ kết luận.`,
  review_ruled: (f) => `Đã kết luận lúc ${instant(f['at'])}.`,
  same_right_twice: () =>
    'Cả hai hồ sơ đều có phiếu cùng chế độ, cùng tháng. Thu hồi một phiếu trước khi gộp.',
  nothing_to_plan: () => 'Không có phiếu nào còn phải chi khớp với lựa chọn.',
  day_outside: (f) =>
    `Ngày ${day(f['day'])} ngoài thời gian chi trả (${day(f['from'])} đến ${day(f['to'])}).`,
  nothing_to_send: (f) => `Không có phiếu chuyển khoản nào của tháng ${month(f['month'])} chờ gửi.`,
  answer_unread: () =>
    'Tệp không có mã tham chiếu nào của lệnh. Cần tệp ngân hàng trả về, còn cột mã tham chiếu.',
  bank_answered: (f) => `Kết quả ngân hàng đã ghi lúc ${instant(f['at'])} bởi ${text(f['by'])}.`,
  not_in_batch: (f) => `Mã tham chiếu không thuộc lệnh này: ${names(f['references'])}.`,
  day_closed: (f) => `Ngày ${day(f['day'])} đã khoá sổ.`,
  day_ahead: (f) => `Ngày ${day(f['day'])} chưa tới.`,
  hands_open: (f) => `Chưa khoá sổ: ${hands(f['hands'])}.`,
  offices_open: (f) => `Đơn vị dưới chưa khoá sổ: ${names(f['offices'])}.`,
  recognition_unfit: (f) => UNFIT_VI[String(f['why'])] ?? 'Không công nhận được lần chi này.',
  recognition_short: (f) =>
    `Điện thoại ghi đã giao ${vnd(f['givenVnd'])}, các phiếu này đến hạn ${vnd(f['dueVnd'])}. Giao thiếu thì không công nhận là đã chi; chọn kết luận khác.`,
  recognised_before: (f) =>
    `Phiếu này đã được công nhận là chi ở một lần chi khác (biên nhận ${text(f['receiptNo'])}). Muốn công nhận lần này, hai người rút lại công nhận trước đã; nếu lần này là chi lần hai, chọn thu hồi.`,
  case_ruled: (f) => `Chênh lệch này đã kết luận lúc ${instant(f['at'])}.`,
  own_case: () => 'Người giữ tiền hoặc người kiểm đếm không kết luận chênh lệch ấy. Nhờ người khác.',
  case_open: () => 'Chênh lệch này đang chờ kết luận, không có kết luận nào để rút lại.',
  ruling_elsewhere: () =>
    'Kết luận này rút lại ở chỗ khác: đã công nhận thì rút lại khoản chi ấy; đã lập khoản phải thu hồi thì kết luận khoản ấy.',
  ruling_gone_on: (f) =>
    f['balanceVnd'] === undefined
      ? `Phiếu đã đi tiếp, nay do ${hand(f['holder'])} giữ, nên không rút lại được kết luận.`
      : `Tiền đã đi tiếp: ${hand(f['holder'])} chỉ còn ${vnd(f['balanceVnd'])}. Đưa tiền về đó rồi rút lại.`,
  ruling_unfit: () => 'Kết luận này không hợp với loại chênh lệch.',
  already_settled: (f) => `Đã quyết toán lúc ${instant(f['at'])}.`,
  settlement_blocked: (f) => `Chưa quyết toán được: ${names(f['blocks'], BLOCKS)}.`,
  not_settled: (f) => `Tháng ${month(f['month'])} chưa quyết toán nên chưa khoá được.`,
  layout_unfit: (f) =>
    `Mẫu in không dùng được, tại “${text(f['at'])}”: ${text((f['fault'] as Fault | undefined)?.vi)}.`,
  version_not_newer: (f) =>
    `Đã có quy định từ ngày ${day(f['validFrom'])}; lần đổi mới phải bắt đầu sau ngày đó. Không dòng nào bị ghi đè.`,
  rule_in_use: (f) =>
    `Danh sách tháng ${month(f['month'])} đã nhận theo quy định hiện hành. Chọn ngày bắt đầu sau ${day(f['lastDay'])}.`,
  days_out_of_order: () =>
    'Các ngày trong tháng chưa đúng thứ tự: ngày cuối phải sau ngày đầu, quyết toán sau mọi ngày chi.',
  rate_empty: () => 'Một mức hưởng cần số tiền hoặc hệ số.',
  day_past: (f) =>
    `Ngày bắt đầu không được trước hôm nay (${day(f['today'])}): việc đã làm được xét theo hạn mức cũ.`,
  layout_dated: (f) => `Đã có một mẫu in khác từ ngày ${day(f['validFrom'])}. Chọn ngày khác.`,
  data_restricted: () => privacyVi.data_restricted,
  no_bank_account: (f) => `Chưa có số tài khoản: ${names(f['people'])}. Bổ sung số tài khoản trước.`,
  image_unfit: () => 'Tệp phải là ảnh JPEG, PNG hoặc PDF.',
  paper_known: (f) => `Giấy tờ này đã được kèm lúc ${instant(f['at'])}.`,
  papers_full: (f) =>
    `Một chênh lệch nhận nhiều nhất ${text(String(f['most']))} giấy tờ. Gộp các trang còn lại vào một tệp PDF.`,
  image_known: () => 'Giấy uỷ quyền này đã có bản chụp.',
  form_unfit: (f) =>
    text(f['needs']) === 'root_office'
      ? 'Biểu mẫu này lập cho cả tỉnh: hãy in ở bưu điện tỉnh.'
      : `Biểu mẫu này cần thêm: ${names(f['needs'], NEEDS) || 'ít trang hơn, in theo từng đơn vị'}.`,
};

const NEEDS: Readonly<Record<string, string>> = {
  handoverId: 'bàn giao hoặc lần khoá sổ cần in',
  month: 'tháng',
  programme: 'chương trình',
};

const BLOCKS: Readonly<Record<string, string>> = {
  vouchers_open: 'còn phiếu chưa chi và chưa hoàn',
  list_unmatched: 'danh sách không khớp phiếu',
  cash_unmatched: 'sổ quỹ không khớp chứng từ đã ký',
  not_funded: 'cơ quan chưa chuyển đủ kinh phí',
};

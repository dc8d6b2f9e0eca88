import { type Day, dayAt, formatDay } from '../words/day.ts';
import { englishDay } from '../words/english-day.ts';

type Facts = Readonly<Record<string, unknown>>;
type Tell = string | ((facts: Facts) => string);

const word = (facts: Facts, name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
const count = (facts: Facts, name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
/** To the minute, at the hour of Vietnam. */
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' });
const moment = (facts: Facts, name: string, dayText: (day: Day) => string) => {
  if (word(facts, name) === '') return '';
  const at = new Date(word(facts, name));
  return `${dayText(dayAt(at))} ${clock.format(at)}`;
};

/** What the refusals of phones and the reasons for keeping something aside say, and what to do next. */
export const devicesVi: Readonly<Record<string, Tell>> = {
  person_not_here:
    'Người này không giữ vai trò nào làm việc bằng điện thoại ở đơn vị này. Giao vai trò trước, rồi đăng ký.',
  device_active: (f) =>
    `Người này đang có điện thoại “${word(f, 'device')}”. Thu hồi hoặc thay máy đó trước khi đăng ký máy khác.`,
  wrong_enrolment_code: 'Mã đăng ký không đúng. Quét lại mã QR hoặc gõ lại mã.',
  enrolment_over: 'Mã đăng ký đã dùng hoặc quá 15 phút. Nhờ đơn vị lập mã mới.',
  wrong_device_key: 'Khoá của điện thoại không hợp lệ. Mở lại ứng dụng và đăng ký lại.',
  device_not_found:
    'Máy chủ không biết điện thoại này. Đăng ký lại tại đơn vị; thao tác chưa gửi hãy xuất ra tệp.',
  device_gone: (f) =>
    `Điện thoại đã bị thu hồi hoặc báo mất ${moment(f, 'endedAt', formatDay) || moment(f, 'at', formatDay)}. Thao tác được giữ lại chờ đơn vị phân xử.`,
  wrong_device_signature:
    'Chữ ký của điện thoại không đúng. Không có gì được ghi; giữ nguyên máy và báo đơn vị.',
  wrong_device_proof: 'Lời chứng của điện thoại không đúng hoặc đã quá hạn. Thử lại.',
  wrong_batch: 'Lô gửi lên không nguyên vẹn. Gửi lại lô này.',
  attachment_not_found: 'Không thao tác nào nhắc đến tệp này. Gửi thao tác trước, tệp sau.',
  wrong_attachment: 'Nội dung tệp không khớp với mã băm. Gửi lại tệp từ đầu.',
  exception_ruled: (f) => `Ngoại lệ này đã được phân xử ${moment(f, 'at', formatDay)}.`,
  own_exception: 'Người giữ điện thoại không tự phân xử việc của mình. Cần người khác.',
  already_said: 'Bạn đã cho ý kiến. Cần thêm một người khác cùng ý.',
  ruled_by_its_case: 'Tiền đang treo theo một chênh lệch. Kết luận chênh lệch đó; ngoại lệ khép lại theo.',
  cannot_be_applied:
    'Thao tác không ghi lại được như hiện trạng. Xem bằng chứng hai bên rồi bỏ qua hoặc xử lý riêng.',
  forged: 'Chữ ký của thao tác không phải của điện thoại này. Đã giữ làm bằng chứng và báo đơn vị.',
  unreadable: 'Thao tác không đọc được. Đã giữ nguyên văn và báo đơn vị; dùng biên nhận giấy để xử lý.',
  other_bytes: 'Mã thao tác này đã dùng cho một nội dung khác. Bản sau không được ghi; báo đơn vị.',
  unknown_kind: 'Máy chủ chưa hiểu loại thao tác này. Đã giữ lại chờ phân xử; có thể cần cập nhật ứng dụng.',
  wrong_body: 'Nội dung thao tác không đúng mẫu. Đã giữ lại chờ phân xử.',
  no_right_then:
    'Vào lúc làm việc này, người giữ điện thoại không có quyền ở đơn vị. Đã giữ lại chờ phân xử.',
  failed: 'Máy chủ ghi thao tác không thành. Đã giữ lại chờ phân xử; không mất gì.',
  device_has_unsent: (f) =>
    `Máy cũ còn ${count(f, 'unsent')} thao tác chưa gửi. Gửi hoặc nhập tệp xuất của máy cũ trước; nếu máy không còn dữ liệu thì xác nhận điều đó.`,
  ruling_applied: (f) => `Đơn vị đã ghi lại thao tác này (${word(f, 'by')}).`,
  ruling_dismissed: (f) => `Đơn vị đã xem và không ghi thao tác này (${word(f, 'by')}).`,
  ruling_taken_back: (f) => `Phân xử trước đã được rút lại (${word(f, 'by')}). Chờ phân xử lại.`,
};

export const devicesEn: Readonly<Record<string, Tell>> = {
  person_not_here:
    'This person holds no role at this office that works with a phone. Grant one first, then enrol the phone.',
  device_active: (f) =>
    `This person has the phone “${word(f, 'device')}” in use. Revoke or replace it before another is enrolled.`,
  wrong_enrolment_code: 'The enrolment code is not right. Scan or type it again.',
  enrolment_over: 'The enrolment code was used or is older than 15 minutes. Ask the office for a new one.',
  wrong_device_key: 'The phone’s key is not valid. Open the application again and enrol again.',
  device_not_found:
    'The server does not know this phone. Enrol it again at the office; export what is unsent to a file.',
  device_gone: (f) =>
    `The phone was revoked or lost at ${moment(f, 'endedAt', englishDay) || moment(f, 'at', englishDay)}. What it sends is kept for the office to rule on.`,
  wrong_device_signature:
    'The phone’s signature is not right. Nothing was recorded; keep the phone as it is and tell the office.',
  wrong_device_proof: 'The phone’s proof is not right or too old. Try again.',
  wrong_batch: 'The batch is not whole. Send it again.',
  attachment_not_found: 'No operation names this file. Send the operation first, then the file.',
  wrong_attachment: 'The file’s content does not match its hash. Send it again from the start.',
  exception_ruled: (f) => `This exception was ruled on at ${moment(f, 'at', englishDay)}.`,
  own_exception: 'The phone’s own person does not rule on it. Somebody else has to.',
  already_said: 'You have said so already. Another person has to say the same.',
  ruled_by_its_case:
    'The money stands in suspense under a difference. Rule on that one; the exception closes with it.',
  cannot_be_applied:
    'The operation cannot be recorded as things stand. See both sides’ evidence, then dismiss it or settle it otherwise.',
  forged:
    'The operation’s signature is not this phone’s. It was kept as evidence and the office was alarmed.',
  unreadable:
    'The operation cannot be read. It was kept word for word and the office was alarmed; settle it by the paper receipt.',
  other_bytes:
    'This operation id stands for something else already. The second was not recorded; tell the office.',
  unknown_kind:
    'The server does not understand this kind of operation yet. It was kept to be ruled on; the application may need an update.',
  wrong_body: 'The operation’s content has not the right form. It was kept to be ruled on.',
  no_right_then:
    'When this was done, the phone’s person had no right at the office. It was kept to be ruled on.',
  failed: 'Recording the operation failed. It was kept to be ruled on; nothing is lost.',
  device_has_unsent: (f) =>
    `The old phone has ${count(f, 'unsent')} unsent operations. Send them, or take in its export file first; if the phone holds nothing any more, say so.`,
  ruling_applied: (f) => `The office has recorded this operation (${word(f, 'by')}).`,
  ruling_dismissed: (f) => `The office has looked at it and does not record it (${word(f, 'by')}).`,
  ruling_taken_back: (f) =>
    `The earlier ruling was taken back (${word(f, 'by')}). It waits to be ruled on again.`,
};

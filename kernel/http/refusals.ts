import type { GlobalRefusal } from '../contract/contract.ts';

/** A text in both languages of the product. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

/** Texts of refusals: modules give those of their own codes; null leaves the wording to the client. */
export type Say = (code: string, facts: Readonly<Record<string, unknown>>) => Text | null;

const STATUS: Record<GlobalRefusal, number> = {
  not_signed_in: 401,
  not_allowed: 403,
  step_up_required: 403,
  password_change_required: 403,
  second_factor_required: 403,
  invalid_input: 400,
  not_found: 404,
  conflict: 409,
  too_many_requests: 429,
  unknown_outcome: 503,
  unavailable: 503,
  storage_full: 507,
  file_infected: 422,
  scanner_away: 503,
  release_replaced: 503,
};

/**
 * The HTTP status of a refusal. A route's own codes are 409, except by their form: `..._not_found` 404,
 * `..._not_allowed` 403, and 422 for content that cannot be taken (`invalid_...`, `unreadable_...`, `wrong_...`).
 */
export function statusOf(code: string): number {
  const known = STATUS[code as GlobalRefusal];
  if (known) return known;
  if (code.endsWith('_not_found')) return 404;
  if (code.endsWith('_not_allowed')) return 403;
  return /^(invalid|unreadable|wrong)_/.test(code) ? 422 : 409;
}

const TEXTS: Record<GlobalRefusal | 'internal_error', Text> = {
  not_signed_in: {
    vi: 'Bạn chưa đăng nhập hoặc phiên đã hết. Hãy đăng nhập lại.',
    en: 'You are not signed in, or your session has ended. Sign in again.',
  },
  not_allowed: {
    vi: 'Bạn không có quyền làm việc này ở đơn vị này. Hãy hỏi người quản trị nếu cần quyền.',
    en: 'You may not do this at this office. Ask the administrator if you need the right.',
  },
  step_up_required: {
    vi: 'Việc này cần xác nhận lại danh tính. Hãy nhập mật khẩu hoặc mã xác thực.',
    en: 'Confirm your identity again with your password or authenticator code.',
  },
  password_change_required: {
    vi: 'Hãy đổi mật khẩu dùng một lần trước khi làm việc.',
    en: 'Replace your one-time password before you go on.',
  },
  second_factor_required: {
    vi: 'Vai trò của bạn cần xác thực hai lớp. Hãy cài mã xác thực trước khi làm việc.',
    en: 'Your role needs a second factor. Set up the authenticator before you go on.',
  },
  invalid_input: {
    vi: 'Dữ liệu gửi lên chưa đúng. Hãy xem các ô được chỉ ra.',
    en: 'The data sent is not right. See the fields named.',
  },
  not_found: { vi: 'Không tìm thấy.', en: 'Not found.' },
  conflict: {
    vi: 'Dữ liệu vừa được người khác thay đổi. Hãy tải lại rồi làm lại.',
    en: 'Someone else has just changed this. Reload and try again.',
  },
  too_many_requests: {
    vi: 'Quá nhiều lần thử. Hãy đợi ít phút rồi làm lại.',
    en: 'Too many tries. Wait a few minutes and try again.',
  },
  unknown_outcome: {
    vi: 'Chưa biết việc đã được ghi hay chưa. Hãy gửi lại đúng yêu cầu này; hệ thống không ghi hai lần.',
    en: 'It is not known whether this was recorded. Send the same request again; it is never recorded twice.',
  },
  unavailable: {
    vi: 'Cơ sở dữ liệu tạm thời chưa trả lời. Hệ thống tự nối lại; xin thử lại sau ít giây.',
    en: 'The database does not answer for the moment. The system reconnects by itself; try again in some seconds.',
  },
  storage_full: {
    vi: 'Đĩa của máy chủ đã đầy nên chưa ghi được. Hãy báo người vận hành, rồi gửi lại đúng yêu cầu này.',
    en: 'The disk of the server is full, so this could not be recorded. Tell the operator, then send the same request again.',
  },
  file_infected: {
    vi: 'Phần mềm quét thấy mã độc trong tệp này nên tệp không được nhận, cũng không được mở. Hãy báo người vận hành.',
    en: 'The scanner found malware in this file, so it is neither taken nor shown. Tell the operator.',
  },
  scanner_away: {
    vi: 'Phần mềm quét mã độc không trả lời nên chưa nhận được tệp. Hãy báo người vận hành, rồi gửi lại.',
    en: 'The malware scanner does not answer, so the file cannot be taken. Tell the operator, then send it again.',
  },
  release_replaced: {
    vi: 'Chương trình trên máy chủ đã được thay bằng bản khác mà chưa khởi động lại. Hãy báo người vận hành, rồi gửi lại đúng yêu cầu này.',
    en: 'The program on the server was replaced and not started anew. Tell the operator, then send the same request again.',
  },
  internal_error: {
    vi: 'Có lỗi trong hệ thống. Hãy báo mã tham chiếu này cho bộ phận hỗ trợ.',
    en: 'Something failed in the system. Give this reference to support.',
  },
};

/** A conflict that names an id: that id stands for another act already, and nobody has changed anything. */
const ID_USED: Text = {
  vi: 'Mã thao tác này đã dùng cho một việc khác nên việc này chưa được ghi. Hãy mở lại màn hình và làm lại.',
  en: 'This operation id already stands for something else, so nothing was recorded. Open the screen again and repeat.',
};

export const sayGlobal: Say = (code, facts) =>
  code === 'conflict' && typeof facts['id'] === 'string' ? ID_USED : (TEXTS[code as GlobalRefusal] ?? null);

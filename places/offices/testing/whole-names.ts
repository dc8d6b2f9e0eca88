import assert from 'node:assert/strict';

/** How the rows of hands begin: an office's own before its office, a person's before whatever it was named. */
const BEGINS =
  /^(?:(?:Két|Bàn phiếu|Đang chuyển từ|Người dân tại|Chờ xử lý|Tài khoản ngân hàng|Doanh thu dịch vụ) (?:Bưu|Điểm)|(?:Ngăn kéo|Túi) )/;

/**
 * No answer of the server may hold the Vietnamese name of a hand by itself: whoever reads in English would read that. A hand
 * is named whole, with its kind and office, and called in the language of whoever reads it.
 */
export function mustNameHandsWhole(answer: unknown, path = 'answer'): void {
  if (typeof answer === 'string')
    return assert(!BEGINS.test(answer), `${path} is a Vietnamese name: ${answer}`);
  if (typeof answer !== 'object' || answer === null) return;
  for (const [key, value] of Object.entries(answer)) {
    if (key === 'name' && 'kind' in answer) continue;
    // Sentences made of the facts beside them, which are looked at.
    if (key === 'message') continue;
    // What the ledger itself says of a frozen hand: a person's, which is called by its name alone.
    if (key === 'hand' && 'reason' in answer) continue;
    mustNameHandsWhole(value, `${path}.${key}`);
  }
}

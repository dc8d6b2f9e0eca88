import assert from 'node:assert/strict';

/** How the row of an office's own hand begins, before its office. */
const OFFICES =
  /^(?:Két|Bàn phiếu|Đang chuyển từ|Người dân tại|Chờ xử lý|Tài khoản ngân hàng|Doanh thu dịch vụ) (?:Bưu|Điểm)/;
/** How the row of a person's hand begins, before whatever it was named. */
const PEOPLES = /^(?:Ngăn kéo|Túi) /;

/**
 * No answer of the server may hold the Vietnamese name of an office's hand by itself, and no refusal that of anybody's: whoever
 * reads in English would read that. A hand is named whole, with its kind and office, and called in the language of whoever
 * reads it. What is a person's hand by its place in the contract, such as a teller's drawer, may stand by its name.
 */
export function mustNameHandsWhole(answer: unknown, path = 'answer'): void {
  if (typeof answer === 'string') {
    const isBare = OFFICES.test(answer) || (path.startsWith('answer.error.facts') && PEOPLES.test(answer));
    return assert(!isBare, `${path} is a Vietnamese name: ${answer}`);
  }
  if (typeof answer !== 'object' || answer === null) return;
  for (const [key, value] of Object.entries(answer)) {
    if (key === 'vi' || (key === 'name' && 'kind' in answer)) continue;
    // What the ledger itself says of a frozen hand: a person's, which is called by its name alone.
    if (key === 'hand' && 'reason' in answer) continue;
    mustNameHandsWhole(value, `${path}.${key}`);
  }
}

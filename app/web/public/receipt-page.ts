import { type ComponentChildren, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ReceiptProof } from '#kernel/evidence/receipt-proof.ts';
import { readCheckpoint } from '#kernel/evidence/note.ts';
import { dayAt, formatDay } from '#kernel/words/day.ts';
import { formatVnd } from '#kernel/words/money.ts';
import type { PaidReceipt } from '#modules/payouts/pay/store/receipt-lookup.ts';

/** What became of a receipt's number and code. */
export type Looked =
  | { readonly outcome: 'asked_nothing' | 'unknown' }
  | { readonly outcome: 'waiting' | 'broken'; readonly paid: PaidReceipt }
  | { readonly outcome: 'proved'; readonly paid: PaidReceipt; readonly proof: ReceiptProof };

export interface Asked {
  readonly number: string;
  readonly code: string;
}

export const PAGE_PATH = '/kiem-chung';

/** A text in Vietnamese, and the same in English below it. */
function both(
  tag: 'p' | 'h1' | 'h2' | 'label',
  vi: string,
  en: string,
  props: Record<string, string> = {},
): ComponentChildren {
  return h(tag, props, vi, h('span', { class: 'en', lang: 'en' }, en));
}

function form({ number, code }: Asked): ComponentChildren {
  const field = (name: string, value: string, vi: string, en: string, hint: string) =>
    h(
      'div',
      { class: 'field' },
      both('label', vi, en, { for: name }),
      h('input', {
        id: name,
        name,
        value,
        required: name === 'so',
        autocomplete: 'off',
        maxLength: 300,
        placeholder: hint,
      }),
    );
  return h(
    'form',
    { method: 'get', action: PAGE_PATH },
    field('so', number, 'Số biên nhận', 'Receipt number', 'GL-201208-7Q2M4XKV9T'),
    field('ma', code, 'Mã kiểm chứng', 'Verification code', 'ABCDE-12345'),
    h('button', { type: 'submit' }, 'Kiểm chứng / Verify'),
  );
}

function row(vi: string, en: string, value: string): ComponentChildren {
  return h('div', null, h('dt', null, vi, h('span', { class: 'en', lang: 'en' }, en)), h('dd', null, value));
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Asia/Ho_Chi_Minh' });

/** An instant at the hour of Vietnam: `08/12/2020 10:00:18`. */
function momentVi(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.valueOf()) ? text : `${formatDay(dayAt(at))} ${clock.format(at)}`;
}

function facts(paid: PaidReceipt): ComponentChildren {
  return h(
    'dl',
    null,
    row('Việc', 'Act', 'Chi trả / payment'),
    row('Ngày sổ', 'Business day', formatDay(paid.day)),
    row('Bưu cục', 'Office', paid.officeName),
    row('Số tiền', 'Amount', `${formatVnd(paid.amountVnd)} đ`),
    paid.takenBackVnd > 0n ? row('Đã thu hồi', 'Taken back', `${formatVnd(paid.takenBackVnd)} đ`) : null,
  );
}

function answer(looked: Looked, asked: Asked): ComponentChildren {
  if (looked.outcome === 'asked_nothing') return null;
  if (looked.outcome === 'unknown')
    return h(
      'section',
      { class: 'unknown', role: 'status' },
      both(
        'h2',
        'Không có biên nhận nào khớp cả số và mã này',
        'No receipt has both this number and this code',
      ),
      both(
        'p',
        'Hãy xem lại từng chữ trên giấy. Nếu vẫn không khớp, hãy giữ giấy và hỏi bưu cục đã chi trả.',
        'Check each letter. If it still does not match, keep the paper and ask the office that paid.',
      ),
    );
  if (looked.outcome === 'waiting')
    return h(
      'section',
      { class: 'waiting', role: 'status' },
      both('h2', 'Đã ghi, chưa vào điểm chốt', 'Recorded, not yet under a checkpoint'),
      both('p', 'Hãy thử lại sau ít giây.', 'Try again in some seconds.'),
      facts(looked.paid),
    );
  if (looked.outcome === 'broken')
    return h(
      'section',
      { class: 'broken', role: 'status' },
      both(
        'h2',
        'Bản ghi đã bị thay đổi sau khi in biên nhận',
        'The record was changed after the receipt was printed',
      ),
      both(
        'p',
        'Hãy giữ giấy này và báo cho kiểm toán: dữ liệu hiện tại không còn khớp sổ chứng đã ký.',
        'Keep this paper and tell an auditor: the data no longer match the signed evidence.',
      ),
    );
  return 'proof' in looked ? proved(looked, asked) : null;
}

const stands = [both('h2', 'Đúng: biên nhận này có trong sổ chứng', 'True: this receipt is in the evidence')];

const backAgain = [
  both(
    'h2',
    'Biên nhận này có thật, nhưng tiền đã được thu hồi',
    'This receipt is real, but its money was taken back',
  ),
  both(
    'p',
    'Sau khi in biên nhận, bưu điện đã ghi một bàn giao khác thu hồi khoản này; nó không còn tính là đã chi. Nếu bạn đã nhận tiền hoặc không biết việc này, hãy giữ giấy và hỏi bưu cục.',
    'After it was printed, the post office recorded another handover that takes this payment back; it no longer counts as paid. If you have the money, or knew nothing of this, keep the paper and ask the office.',
  ),
];

function proved({ paid, proof }: Extract<Looked, { outcome: 'proved' }>, asked: Asked): ComponentChildren {
  const checkpoint = readCheckpoint(proof.checkpoint);
  const download = `${PAGE_PATH}/bang-chung.json?${new URLSearchParams({ so: asked.number, ma: asked.code })}`;
  const takenBack = paid.takenBackVnd > 0n;
  return h(
    'section',
    { class: takenBack ? 'taken-back' : 'proved', role: 'status' },
    ...(takenBack ? backAgain : stands),
    facts(paid),
    h(
      'dl',
      null,
      row('Vị trí trong sổ', 'Position', `${proof.position + 1} / ${checkpoint?.size}`),
      row('Ký lúc', 'Signed at', checkpoint === null ? '' : momentVi(checkpoint.signedAt)),
      row('Mã gốc', 'Root', checkpoint?.root.toString('base64') ?? ''),
    ),
    h('p', null, h('a', { href: download }, 'Tải bằng chứng để tự kiểm / Download the proof')),
    both('p', 'Tệp này kiểm được không cần máy chủ:', 'The file can be checked without this server:', {
      class: 'small',
    }),
    h('pre', null, `npx tungnha verify ${proof.code}.json --code ${proof.code}`),
  );
}

/** The whole page as HTML; it needs no script. */
export function receiptPage(asked: Asked, looked: Looked): string {
  const page = h(
    'html',
    { lang: 'vi' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'robots', content: 'noindex' }),
      h('title', null, 'Kiểm chứng biên nhận – Từng Nhà'),
      h('link', { rel: 'stylesheet', href: `${PAGE_PATH}/page.css` }),
    ),
    h(
      'body',
      null,
      h(
        'main',
        null,
        both('h1', 'Kiểm chứng biên nhận', 'Verify a receipt'),
        both(
          'p',
          'Nhập số biên nhận và mã kiểm chứng in trên giấy. Trang này không hiện tên hay giấy tờ của ai.',
          'Enter the number and the code printed on the paper. This page shows nobody’s name or papers.',
        ),
        answer(looked, asked),
        form(asked),
      ),
    ),
  );
  return `<!doctype html>${renderToString(page)}`;
}

export const RECEIPT_PAGE_CSS = `
:root { color-scheme: light; font: 1.125rem/1.5 'Be Vietnam Pro', system-ui, sans-serif; color: #1b1f24; background: #f5f6f8; }
body { margin: 0; }
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .5rem; }
.en { display: block; font-size: .875rem; font-weight: 400; color: #4a525c; }
section { background: #fff; border-left: .375rem solid #8a94a0; border-radius: .375rem; padding: 1rem 1.25rem; margin: 1.25rem 0; }
section.proved { border-color: #18794e; }
section.broken { border-color: #b42318; }
section.waiting, section.taken-back { border-color: #b25e09; }
form { background: #fff; border-radius: .375rem; padding: 1rem 1.25rem; margin: 1.25rem 0; }
.field { margin-bottom: 1rem; }
label { font-weight: 600; }
input { width: 100%; box-sizing: border-box; font: inherit; padding: .625rem .75rem; border: 1px solid #6b7580; border-radius: .25rem; text-transform: uppercase; }
button { font: inherit; font-weight: 600; padding: .75rem 1.25rem; border: 0; border-radius: .25rem; background: #12507b; color: #fff; }
a { color: #12507b; }
:focus-visible { outline: 3px solid #f0a500; outline-offset: 2px; }
dl { margin: .75rem 0; }
dl div { display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr; gap: .75rem; padding: .375rem 0; border-top: 1px solid #e4e7eb; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f6f8; padding: .625rem; font-size: .875rem; }
/* The longest number of a receipt stands whole in its field on the narrowest phone. */
@media (max-width: 30rem) {
  main { padding-inline: .75rem; }
  section, form { padding-inline: .75rem; }
  input { font-size: .9rem; padding-inline: .5rem; }
  dl div { grid-template-columns: minmax(6.5rem, 1fr) 2fr; }
}
`;

import type { WhyNotProved } from '#kernel/evidence/receipt-proof.ts';
import type { Finding, Verdict } from '#kernel/evidence/verify-export.ts';

const WHAT: Readonly<Record<Finding['what'], string>> = {
  dropped: 'bị bỏ ra / dropped',
  doubled: 'bị lặp / doubled',
  reordered: 'bị đổi chỗ / reordered',
  edited: 'bị sửa / edited',
  added: 'được chèn vào mà không có lá / added without a leaf',
  changed: 'đoạn này bị đổi, không rõ dòng nào / something among these was changed',
  unreadable: 'không đọc được / unreadable',
  cut_off: 'tệp bị cắt / the file is cut off',
  keys_broken: 'danh sách khoá công khai không liền mạch / the public keys do not follow from each other',
  key_unknown: 'khoá đầu tiên không phải khoá đã biết / the first key is not the one made known',
  checkpoint_unsigned: 'điểm chốt không có chữ ký đúng / a checkpoint without a true signature',
  checkpoint_missing: 'không nằm dưới điểm chốt nào / under no checkpoint',
  checkpoint_foreign: 'điểm chốt của sổ chứng khác / a checkpoint of another record',
  contradicts_kept: 'trái với điểm chốt đã giữ / contradicts the checkpoint that was kept',
  kept_foreign: 'điểm chốt đã giữ là của sổ chứng khác / the checkpoint that was kept is of another record',
  kept_unsigned:
    'điểm chốt đã giữ không do khoá nào của tệp này ký / none of the keys of this file signed the checkpoint that was kept',
  rewritten:
    'tệp đã bị chương trình khác ghi lại (đầu tệp hoặc cuối dòng), hãy lấy bản gốc / another program saved this file (its beginning or line ends), take the original',
};

/** One line a finding: what, which row, and which checkpoint no longer holds. */
export function sayFinding({ what, position, count, subject, breaks }: Finding): string {
  const where =
    position === null || count < 1
      ? ''
      : count > 1
        ? ` lá / leaves ${position}–${position + count - 1}`
        : ` lá / leaf ${position}`;
  const who = subject ? ` (${subject.kind} ${subject.id})` : '';
  const checkpoint = breaks
    ? `; phá điểm chốt / breaks checkpoint ${breaks.size} (${breaks.signedAt})`
    : '; sau điểm chốt cuối / behind the last checkpoint';
  return `✗${where}${who}: ${WHAT[what]}${position === null ? '' : checkpoint}`;
}

export const PROOF_TEXTS: Readonly<Record<WhyNotProved, string>> = {
  unreadable: 'tệp không đọc được / the file cannot be read',
  key_unknown: WHAT.key_unknown,
  checkpoint_unsigned: WHAT.checkpoint_unsigned,
  code_differs: 'mã trên giấy không phải của bản ghi này / the code on the paper is not of this record',
  not_included: 'bản ghi không nằm trong điểm chốt / the record is not under the checkpoint',
  contradicts_kept: WHAT.contradicts_kept,
  kept_foreign: WHAT.kept_foreign,
  kept_unsigned: WHAT.kept_unsigned,
  kept_not_covered:
    'bằng chứng này dưới một điểm chốt khác điểm chốt đã giữ, không so được / this proof is under another checkpoint than the one that was kept; they cannot be compared',
};

/** Why the checkpoint that was kept says nothing of a file whose range is another; null when it does, or none was given. */
export function sayKeptUncovered({ kept, shortOfKept }: Verdict): string | null {
  if (kept === 'begins_after_it')
    return 'Tệp bắt đầu sau điểm chốt đã giữ / the file begins after the checkpoint that was kept';
  if (kept !== 'ends_before_it') return null;
  return `Tệp kết thúc trước điểm chốt đã giữ, thiếu ${shortOfKept} lá cuối / the file ends ${shortOfKept} leaves before the checkpoint that was kept`;
}

import type { KeptCheckpoint, Proof } from '#app/recovery/prove.ts';
import type { Breach } from '#kernel/handover/breaches.ts';
import { sayFinding } from './verify-texts.ts';

const RULES: Readonly<Record<Breach['rule'], string>> = {
  balance: 'số dư khác tổng các lần chuyển / a balance is not the sum of its moves',
  below_zero: 'tay giữ tiền mặt dưới không / a hand with cash is below zero',
  holder: 'vật không có đúng một tay giữ / a thing has not exactly one holder',
  envelope: 'lần chuyển không có chứng từ / a move without its handover',
  transit: 'tiền đang chuyển khác các lần giao chưa trả lời / transit is not what open offers hold',
};

const CHECKPOINTS: Readonly<Record<KeptCheckpoint, string>> = {
  agrees: 'khớp điểm chốt giữ ở ngoài / agrees with the checkpoint kept outside',
  contradicts: '✗ trái với điểm chốt giữ ở ngoài / contradicts the checkpoint kept outside',
  unsigned: '✗ điểm chốt không có chữ ký đúng / that checkpoint carries no true signature',
  foreign: '✗ điểm chốt của sổ chứng khác / that checkpoint is of another record',
  unreadable: '✗ không đọc được điểm chốt / that checkpoint cannot be read',
  tree_shorter: 'ngắn hơn điểm chốt giữ ở ngoài / shorter than the checkpoint kept outside',
};

const SHOWN = 20;

/** The outcome of a proof, a line each; the first says it all. */
export function sayProof({ whole, rows, breaches, rollups, evidence, checkpoint, files }: Proof): string[] {
  const lines = [
    `${whole ? 'Nguyên vẹn / whole' : '✗ Có chỗ sai / something is wrong'}: ` +
      `${rows.handovers} bàn giao / handovers, ${rows.moves} lần chuyển / moves, ${rows.things} vật / things, ` +
      `${evidence.size} lá / leaves, ${files.kept} tệp / files`,
  ];
  if (checkpoint)
    lines.push(
      CHECKPOINTS[checkpoint.state] + (checkpoint.behind > 0 ? `: ${checkpoint.behind} lá / leaves` : ''),
    );
  for (const { rule, id, facts } of breaches.slice(0, SHOWN))
    lines.push(`✗ ${id}: ${RULES[rule]} ${JSON.stringify(facts)}`);
  for (const each of rollups.slice(0, SHOWN))
    lines.push(
      `✗ ${each.programme} ${each.officeId}: số cộng khác các dòng / a rollup differs from its rows`,
    );
  for (const finding of evidence.findings.slice(0, SHOWN)) lines.push(sayFinding(finding));
  for (const sha256 of files.broken.slice(0, SHOWN))
    lines.push(`✗ ${sha256}: tệp bị đổi / the file was changed`);
  if (files.unopened > 0)
    lines.push(
      `${files.unopened} tệp không có khoá để kiểm / files could not be checked for want of their key`,
    );
  for (const sha256 of files.missing.slice(0, SHOWN))
    lines.push(`✗ ${sha256}: mất tệp / the file is missing`);
  return lines;
}

export function readableBytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

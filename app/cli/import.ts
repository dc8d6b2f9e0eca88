import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isMonth } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { type Finding, importList } from '#modules/payouts/lists/actions/import-list.ts';
import type { ListOutcome } from '#modules/payouts/lists/store/lists.ts';
import { groupFindings } from '#modules/payouts/lists/texts/finding-groups.ts';
import { findingText } from '#modules/payouts/lists/texts/register-findings.ts';
import {
  type Command,
  DONE,
  type Io,
  need,
  Refusal,
  REFUSED,
  text,
  type Values,
  WrongCall,
} from './command.ts';
import { doerOf, withProvince } from './province.ts';

const KINDS = ['regular', 'supplementary', 'withdrawal'] as const;

export const command: Command = {
  usage:
    'import FILE --programme P --month YYYY-MM [--kind K] [--mapping fullName=C,total=M] [--as USER] [--json]',
  help: `Nhập danh sách chi trả (xlsx hoặc csv). Danh sách được nhận trọn hoặc từ chối trọn; nhập lại cùng tệp không đổi gì.
Takes in a funder's list (xlsx or csv), whole or not at all; the same file again changes nothing.

  --programme  pension | unemployment | merit | assistance | social-pension
  --month      tháng chi trả / the month it is paid in, 2020-12
  --kind       regular (mặc định / default) | supplementary | withdrawal
  --mapping    trường=cột, cách nhau bằng dấu phẩy / field=column letter or head, comma-separated
  --as         nhập thay cho nhân viên này / as this member of staff
  --json       {outcome, accepted, vouchers, totalVnd, reviews, rejected[], warnings[], errorCount, warningCount, listId, sha256}

Mã thoát / exit code: 0 đã nhận / accepted or known already, 2 bị từ chối / refused.`,
  options: {
    programme: { type: 'string' },
    month: { type: 'string' },
    kind: { type: 'string' },
    mapping: { type: 'string' },
    as: { type: 'string' },
  },
  run: async (values, [path, ...more], io) => {
    if (path === undefined || more.length > 0)
      throw new WrongCall('Cần đúng một tệp / exactly one file is needed.');
    const programme = need(values, 'programme');
    const month = need(values, 'month');
    if (!isMonth(month)) throw new WrongCall(`--month: “${month}”?`);
    const kind = KINDS.find((each) => each === (text(values, 'kind') ?? 'regular'));
    if (!kind) throw new WrongCall(`--kind: ${KINDS.join(' | ')}`);
    const mapping = mappingOf(values);
    const file = await stat(path).catch(() => null);
    if (!file?.isFile()) throw new WrongCall(`Không đọc được tệp / cannot read ${path}`);
    const taking = withProvince(io, async (province) => {
      const doer = await doerOf(province, text(values, 'as'));
      let told = 0;
      return importList(
        province.db,
        province.clock.now(),
        {
          id: newId(),
          doer,
          programme,
          month,
          kind,
          path,
          fileName: basename(path),
          fileBytes: file.size,
          ...(mapping && { mapping }),
        },
        {
          filesFolder: join(province.settings.dataDir, 'files'),
          onProgress: (rows) => {
            if (rows - told < 20_000) return;
            told = rows;
            io.say(`  ${formatVnd(rows)} dòng / rows`);
          },
        },
      );
    });
    const outcome = await taking.catch((error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    });
    if (outcome instanceof Refusal) return refuseFile(outcome, io);
    report(outcome, io);
    return outcome.outcome === 'refused' ? REFUSED : DONE;
  },
};

function mappingOf(values: Values): Record<string, string> | null {
  const given = text(values, 'mapping');
  if (given === undefined) return null;
  return Object.fromEntries(
    given.split(',').map((pair) => {
      const [field, column] = pair.split('=').map((part) => part.trim());
      if (!field || !column) throw new WrongCall(`--mapping: “${pair}”?`);
      return [field, column];
    }),
  );
}

/** A file that could not be read as a list at all, in the same shape as a list that was read and refused. */
async function refuseFile({ code, facts }: Refusal, io: Io): Promise<number> {
  const { say } = await import('#app/modules.ts');
  const message = say(code, facts)?.vi ?? code;
  const finding = {
    sheet: null,
    row: null,
    column: null,
    head: null,
    code,
    severity: 'error',
    found: null,
    expected: null,
  };
  io.json({
    outcome: 'refused',
    accepted: 0,
    vouchers: 0,
    totalVnd: 0,
    reviews: 0,
    rejected: [{ ...finding, facts, message }],
    warnings: [],
    errorCount: 1,
    warningCount: 0,
    readPeople: 0,
    readVnd: 0,
    listId: null,
    sha256: null,
  });
  io.print(`Từ chối: ${message}`);
  return REFUSED;
}

function report(outcome: ListOutcome<Finding>, io: Io): void {
  const told = outcome.findings.map((finding) => ({ ...finding, message: findingText(finding, 'vi') }));
  const refused = outcome.outcome === 'refused';
  const result = {
    outcome: outcome.outcome,
    accepted: refused ? 0 : outcome.people,
    vouchers: outcome.vouchers,
    totalVnd: refused ? 0n : outcome.totalVnd,
    reviews: outcome.reviews,
    rejected: told.filter(({ severity }) => severity === 'error'),
    warnings: told.filter(({ severity }) => severity === 'warning'),
    errorCount: outcome.errors,
    warningCount: outcome.warnings,
    readPeople: outcome.people,
    readVnd: outcome.totalVnd,
    listId: refused ? null : outcome.listId,
    sha256: outcome.sha256,
  };
  io.json(result);
  const word = { accepted: 'Đã nhận', already: 'Đã nhập trước đây', refused: 'Từ chối' }[outcome.outcome];
  io.print(`${word}: ${outcome.people} người, ${outcome.vouchers} phiếu, ${formatVnd(outcome.totalVnd)} đ`);
  const groups = groupFindings(outcome.findings, 'vi');
  for (const { severity, messages, otherRows } of groups.slice(0, 20)) {
    for (const message of messages) io.print(`  ${severity === 'error' ? 'LỖI' : 'lưu ý'}  ${message}`);
    if (otherRows.length > 0)
      io.print(`         ... và ${otherRows.length} dòng khác cũng vậy: ${rowsInWords(otherRows)}`);
  }
  if (groups.length > 20) io.print(`  ... và ${groups.length - 20} loại khác (xem --json)`);
}

function rowsInWords(rows: readonly number[]): string {
  const first = rows.slice(0, 12).join(', ');
  return rows.length > 12 ? `dòng ${first}, ... (xem --json)` : `dòng ${first}`;
}

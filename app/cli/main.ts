import { parseArgs } from 'node:util';
import { Refusal } from '#kernel/words/refusal.ts';
import { type Command, FAILED, type Io, jsonText, REFUSED, WrongCall } from './command.ts';

/** Each command is a file, read only when it is called. */
const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  import: () => import('./import.ts'),
  month: () => import('./month.ts'),
  report: () => import('./report.ts'),
  export: () => import('./export.ts'),
  evidence: () => import('./evidence.ts'),
  verify: () => import('./verify.ts'),
  boundaries: () => import('./boundaries.ts'),
  user: () => import('./user.ts'),
  subject: () => import('./subject.ts'),
  keys: () => import('./keys.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  drill: () => import('./drill.ts'),
  https: () => import('./https.ts'),
  migrate: () => import('./migrate.ts'),
  demo: () => import('./demo.ts'),
};

const HELP = `tungnha <lệnh> [...]      (--help sau mỗi lệnh / after each command)

  import    nhập danh sách chi trả              take in a funder's list
  month     chạy thử trọn một tháng             run a whole month on a scratch database
  report    tình hình chi trả của tháng         the month by programme and office
  export    xuất bàn giao, chi trả, phiếu, sổ   write handovers, payments, vouchers, evidence to a file
  evidence  sổ chứng: tình trạng, đối chiếu     the evidence: state, check, signing key
  verify    kiểm bản xuất sổ chứng, biên nhận   verify an export of the evidence or a receipt's proof
  boundaries nhập ranh giới xã cho bản đồ       take in commune borders for maps
  user      tài khoản nhân viên                 staff accounts
  subject   yêu cầu của người dân về dữ liệu      what a person asks about their own data
  keys      khoá niêm cột nhạy cảm, thay khoá    keys of sealed columns, their rotation
  backup    sao lưu trong khi đang chạy         back up while work goes on
  restore   khôi phục vào thư mục mới           restore into a new folder, to the end or an instant
  drill     tập khôi phục, đo RPO và RTO        rehearse a restore, measure RPO and RTO
  https     xem địa chỉ https mọi người dùng    look at the https address by which people come
  migrate   cập nhật cơ sở dữ liệu              bring the database to this version
  demo      tỉnh minh hoạ                       the demonstration province

  DATA_DIR (./.data), DATABASE_URL. Mã thoát / exit codes: 0 xong / done, 2 bị từ chối / refused, 1 lỗi / failed.`;

const COMMON = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const;

async function main([name, ...args]: readonly string[]): Promise<number> {
  const load = COMMANDS[name ?? ''];
  if (!load) {
    const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    if (!asked) process.stderr.write(`Không có lệnh “${name}” / no such command.\n\n`);
    (asked ? process.stdout : process.stderr).write(`${HELP}\n`);
    return asked ? 0 : FAILED;
  }
  const { command } = await load();
  const asJson = args.includes('--json');
  const io = ioOf(asJson);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, ...COMMON },
      allowPositionals: true,
    });
    if (values['help']) {
      process.stdout.write(`npx tungnha ${command.usage}\n\n${command.help}\n`);
      return 0;
    }
    return await command.run(values, positionals, io);
  } catch (error) {
    return tell(error, command, asJson);
  }
}

function ioOf(asJson: boolean): Io {
  return {
    say: (line) => process.stderr.write(`${line}\n`),
    print: (line) => asJson || process.stdout.write(`${line}\n`),
    json: (value) => asJson && process.stdout.write(`${jsonText(value)}\n`),
  };
}

async function tell(error: unknown, command: Command, asJson: boolean): Promise<number> {
  if (error instanceof Refusal) {
    // The texts of all modules are read only when there is something to say.
    const { say: sayRefusal } = await import('#app/modules.ts');
    const { sayGlobal } = await import('#kernel/http/refusals.ts');
    const message = sayRefusal(error.code, error.facts) ??
      sayGlobal(error.code, error.facts) ?? { vi: error.code, en: error.code };
    const what = Object.values(error.facts).filter((fact) => typeof fact === 'string');
    // Only the command's own words say what was not found.
    const named = error.code === 'not_found' && what.length > 0 ? ` (${what.join(', ')})` : '';
    process.stderr.write(`${message.vi}${named}\n${message.en}${named}\n`);
    if (asJson) {
      const { code, facts } = error;
      process.stdout.write(`${jsonText({ outcome: 'refused', code, message: message.vi, facts })}\n`);
    }
    return REFUSED;
  }
  const wrong = error instanceof WrongCall || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(wrong ? `${message}\n\nnpx tungnha ${command.usage}\n` : `${message}\n`);
  if (!wrong && process.env['DEBUG']) process.stderr.write(`${(error as Error).stack}\n`);
  if (asJson) process.stdout.write(`${jsonText({ outcome: 'failed', message })}\n`);
  return FAILED;
}

// A reader that has seen enough (`| head`) closes the pipe; there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2));

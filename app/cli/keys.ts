import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { replaceAppPassword } from '#app/platform/secrets.ts';
import { keyringFile } from '#app/platform/settings.ts';
import { countSealed, resealAll } from '#app/platform/sealed.ts';
import { APP_ROLE, ensureAppRole } from '#kernel/db/app-role.ts';
import { addKey, addSaved, readKept } from '#kernel/keys/keyring.ts';
import { lockText, unlockText } from '#kernel/keys/saved.ts';
import { readSettings } from '../platform/settings.ts';
import { type Command, DONE, FAILED, type Io, REFUSED, type Values, WrongCall } from './command.ts';
import { passphraseOf } from './passphrase.ts';
import { type Opened, withProvince } from './province.ts';

const placesOf = ({ dataDir }: { readonly dataDir: string }, ownerUrl: string) => ({
  ownerUrl,
  filesFolder: join(dataDir, 'files'),
});

async function list({ settings, ownerUrl, keyring }: Opened, io: Io): Promise<number> {
  const keys = keyring.list();
  const counts = await countSealed(placesOf(settings, ownerUrl));
  const strangers = [...counts.keys()].filter((id) => id !== null && !keys.some((key) => key.id === id));
  const rows = keys.map(({ id, madeAt }, i) => {
    return { id, madeAt, seals: i === keys.length - 1, values: counts.get(id) ?? 0 };
  });
  io.json({ keys: rows, missing: strangers, open: counts.get(null) ?? 0 });
  for (const row of rows)
    io.print(
      `${row.id}  ${row.madeAt}  ${row.values} giá trị, tệp / values, files  ${row.seals ? 'đang dùng / seals' : 'chỉ để mở / opens only'}`,
    );
  if (counts.has(null)) io.print(`${counts.get(null)} giá trị, tệp chưa niêm / values, files not sealed yet`);
  for (const id of strangers)
    io.print(`THIẾU KHOÁ / KEY MISSING: ${id}: ${counts.get(id)} giá trị, tệp / values, files`);
  return strangers.length === 0 ? DONE : REFUSED;
}

async function rotate(opened: Opened, io: Io, fresh: boolean): Promise<number> {
  const ring = opened.keyring;
  if (fresh) ring.find(addKey(keyringFile(opened.settings), opened.clock.now()).id);
  const places = placesOf(opened.settings, opened.ownerUrl);
  let { changed, passed } = await resealAll(places, ring);
  // A running server sealed with the key before for as long as it had met no value under the new one.
  for (let again = 0; again < 3; again++) {
    const more = await resealAll(places, ring);
    changed += more.changed;
    passed = more.passed;
    if (more.changed + more.passed === 0) break;
  }
  io.json({ outcome: 'done', key: ring.newest().id, changed, passed });
  io.print(
    `${ring.newest().id}: ${changed} giá trị đã niêm lại / values sealed anew. Cất khoá ở nơi khác: / keep the keys elsewhere: npx tungnha keys save FILE`,
  );
  return passed === 0 ? DONE : FAILED;
}

async function save(file: string, values: Values, io: Io): Promise<number> {
  const kept = readKept(keyringFile(readSettings()));
  if (!kept) throw new WrongCall('Chưa có khoá nào / there are no keys yet');
  await writeFile(file, lockText(JSON.stringify(kept), await passphraseOf(values)), {
    mode: 0o600,
    flag: 'wx',
  });
  io.json({ outcome: 'done', file, keys: kept.length });
  io.print(`${file}: ${kept.length} khoá / keys`);
  return DONE;
}

async function load(file: string, values: Values, io: Io): Promise<number> {
  const text = unlockText(await readFile(file, 'utf8'), await passphraseOf(values));
  if (text === null) {
    io.say('Sai cụm mật khẩu, hoặc tệp đã hỏng / a wrong passphrase, or the file is damaged');
    return REFUSED;
  }
  const saved = JSON.parse(text) as NonNullable<ReturnType<typeof readKept>>;
  const added = addSaved(keyringFile(readSettings()), saved);
  io.json({ outcome: 'done', added });
  io.print(`${added} khoá được nạp / keys taken in`);
  return DONE;
}

/** A new password for the application's role. The program must be stopped: it would find its next connection refused. */
async function password({ settings, ownerUrl, db }: Opened, io: Io): Promise<number> {
  if (settings.databaseAppUrl) {
    io.say(
      'DATABASE_APP_URL: mật khẩu do nơi quản lý cơ sở dữ liệu đổi / its administrator replaces the password',
    );
    return REFUSED;
  }
  const { rowCount } = await db.pool.query(`select from pg_stat_activity where application_name = 'tungnha'`);
  if (rowCount !== 0) {
    io.say('Hãy dừng chương trình trước / stop the program first');
    return REFUSED;
  }
  const { appPassword } = replaceAppPassword(settings.dataDir);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await ensureAppRole(owner, appPassword);
  } finally {
    await owner.end();
  }
  io.json({ outcome: 'done' });
  io.print(`${APP_ROLE}: mật khẩu mới / a new password`);
  return DONE;
}

export const command: Command = {
  usage:
    'keys list|rotate|reseal|password [--json]\n       tungnha keys save|load FILE --passphrase-file FILE [--json]',
  help: `Khoá niêm các cột nhạy cảm (tài khoản ngân hàng, ảnh giấy uỷ quyền, vị trí nhà) và các tệp đã giữ (ảnh và chữ ký
tại cửa, tệp danh sách). Khoá nằm trong DATA_DIR/keys hoặc KEYRING_FILE,
ngoài cơ sở dữ liệu và KHÔNG nằm trong bản sao lưu: phải cất riêng.
The keys of sealed columns (bank accounts, pictures of authorities, where homes lie) and of kept files (pictures and
signatures from the door, funders' lists). They lie in DATA_DIR/keys or KEYRING_FILE, outside the
database and in NO backup of it: keep them apart.

  list    khoá và số giá trị; mã 2 khi thiếu khoá / keys and how much lies under each; exit code 2 when one is missing
  rotate  khoá mới, niêm lại tất cả trong khi đang chạy / a new key, everything sealed anew while work goes on
  reseal  niêm tiếp phần dở dang / go on with what a rotation left
  password mật khẩu mới của chương trình với cơ sở dữ liệu, khi đã dừng / the program's own password at the database, while it is stopped
  save    ghi các khoá ra tệp có mật khẩu / write the keys to a file under a passphrase
  load    nạp các khoá từ tệp đó / take them in from such a file`,
  options: { 'passphrase-file': { type: 'string' } },
  run: async (values, [act, file], io) => {
    if (act === 'save' || act === 'load') {
      if (file === undefined) throw new WrongCall(`keys ${act} FILE`);
      return act === 'save' ? save(file, values, io) : load(file, values, io);
    }
    if (act === 'list') return withProvince(io, (province) => list(province, io));
    if (act === 'rotate' || act === 'reseal')
      return withProvince(io, (province) => rotate(province, io, act === 'rotate'));
    if (act === 'password') return withProvince(io, (province) => password(province, io));
    throw new WrongCall('list | rotate | reseal | password | save | load');
  },
};

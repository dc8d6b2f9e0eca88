import { demoAccounts } from '#app/demo/accounts.ts';
import { fillWithDemo, isNewProvince } from '#app/first-start.ts';
import { type Command, count, DONE, REFUSED } from './command.ts';
import { withProvince } from './province.ts';

export const command: Command = {
  usage: 'demo [--people N] [--accounts] [--json]',
  help: `Nạp tỉnh minh hoạ (Quảng Trị, tháng 12/2020) vào cơ sở dữ liệu trống và in tài khoản dùng thử.
Loads the demonstration province into an empty database and prints its accounts.

  --people    số người hưởng / beneficiaries (79000)
  --accounts  chỉ in tài khoản / print the accounts only`,
  options: { people: { type: 'string' }, accounts: { type: 'boolean' } },
  run: async (values, _words, io) => {
    const accounts = demoAccounts();
    const code = values['accounts']
      ? DONE
      : await withProvince(io, async ({ db, appUrl, settings }) => {
          if (!(await isNewProvince(db))) return REFUSED;
          await fillWithDemo(db, {
            dataDir: settings.dataDir,
            appUrl,
            say: io.say,
            people: count(values, 'people', 79_000),
          });
          return DONE;
        });
    if (code === REFUSED) {
      io.say('Cơ sở dữ liệu đã có dữ liệu; tỉnh minh hoạ chỉ nạp vào chỗ trống. / The database is in use.');
      io.json({ outcome: 'refused', code: 'province_in_use' });
      return code;
    }
    io.json({ outcome: 'done', accounts });
    for (const { role, username, office, password } of accounts)
      io.print(`${username.padEnd(20)} ${password}   ${role.padEnd(20)} ${office}`);
    return DONE;
  },
};

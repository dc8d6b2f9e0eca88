import { openProvince } from '#app/platform/database.ts';
import { readSettings } from '#app/platform/settings.ts';
import { type Command, DONE } from './command.ts';

export const command: Command = {
  usage: 'migrate [--json]',
  help: `Cập nhật cơ sở dữ liệu lên phiên bản này. Chạy lại không đổi gì.
Brings the database to this version; again, it changes nothing.`,
  options: {},
  run: async (_values, _words, io) => {
    const province = await openProvince(readSettings(), {
      migrate: true,
      log: io.say,
      appName: 'tungnha migrate',
    });
    try {
      const { rows } = await province.db.pool.query<{ name: string }>(
        'select name from migration order by number',
      );
      const applied = rows.map((row) => row.name);
      io.json({ outcome: 'done', applied });
      io.print(`Đã ở phiên bản ${applied.at(-1) ?? 'trống'} / up to date.`);
      return DONE;
    } finally {
      await province.stop();
    }
  },
};

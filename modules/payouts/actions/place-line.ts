import type { Read } from '#kernel/db/types.ts';
import { firstDayOf } from '#kernel/words/day.ts';
import { tailKey } from '#kernel/words/text.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { communeFinder, listCommunes } from '#places/units/communes.ts';
import type { ListRow } from '../list/shapes.ts';
import { channelOf, dayWithin, windowOf } from '../rules/plan.ts';
import { vouchersOf } from '../rules/vouchers.ts';
import type { StagedLine } from '../store/list-staging.ts';
import type { Programme } from '../store/programmes.ts';
import { type Finding, FINDINGS_MAX, type ImportCommand } from './import-command.ts';

/** Decides each row's commune, office, channel and days; what it cannot place becomes a finding. */
export async function placer(read: Read, command: ImportCommand, programme: Programme) {
  const communes = await listCommunes(read, firstDayOf(command.month));
  const find = communeFinder(communes);
  // A commune that no office serves yet is paid by the province office, so that nobody is forgotten.
  const root = await showRootOffice(read);
  const hamlets = new Map<string, number>();
  return (row: ListRow, line: number, findings: Finding[]): StagedLine => {
    const text = row.communeText ?? row.group.commune ?? '';
    const found = find(text, [row.address, row.group.commune, command.fileName].join(' '));
    const commune = 'commune' in found ? found.commune : null;
    if ('problem' in found && findings.length < FINDINGS_MAX) {
      const { sheet, row: at } = row;
      findings.push({
        sheet,
        row: at,
        column: null,
        head: null,
        code: found.problem,
        severity: 'error',
        found: text,
        expected: null,
      });
    }
    const channel = channelOf(row, programme.rule, firstDayOf(command.month));
    const window = windowOf(channel, programme.calendar);
    const place = `${commune?.id}|${row.hamlet}`;
    if (!hamlets.has(place)) hamlets.set(place, hamlets.size);
    return {
      line,
      sheet: row.sheet,
      row: row.row,
      fullName: row.fullName,
      nameKey: row.nameKey,
      tailKey: tailKey(row.fullName),
      sex: row.sex,
      bornOn: row.bornOn,
      birthYear: row.birthYear,
      cccd: row.cccd,
      cmnd: row.cmnd,
      insuranceNo: row.insuranceNo,
      phone: row.phone,
      hamlet: row.hamlet,
      address: row.address,
      unitId: commune?.id ?? null,
      officeId: commune?.officeId ?? root.id,
      bankAccount: row.bankAccount,
      bankName: row.bankName,
      regime: row.regime ?? row.group.regime ?? programme.nameVi,
      source: row.source ?? row.group.source ?? programme.funderName,
      channel,
      payOn: channel === 'bank' ? window.from : dayWithin(window, (hamlets.get(place) ?? 0) % 4, 4),
      payUntil: window.until,
      parts: vouchersOf(row, command.month),
    };
  };
}

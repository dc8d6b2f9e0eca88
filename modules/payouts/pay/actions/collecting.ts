import type { Read } from '#kernel/db/types.ts';
import { maskNumber } from '#kernel/words/text.ts';
import { whyNotCollect } from '../rules/pay.ts';
import { readQuery } from '../../people/rules/query.ts';
import { findByCollector, type MayCollect } from '../store/collecting.ts';
import { listWithBusinessAt } from '../../people/store/person.ts';
import { listUnitsServed, showFound } from '../../people/store/search.ts';
import type { AskedAt } from '../../people/actions/person.ts';

/**
 * For whom the holder of a card may collect, as registered, each judged today: of the people whom the asking office may
 * open. What is typed is a card's code or its twelve digits; anything else finds nobody.
 */
export async function readCollecting(read: Read, q: string, at: AskedAt) {
  const asked = readQuery(q);
  const cccd = asked?.kind === 'card' ? asked.cccd : asked?.kind === 'cccd' ? asked.number : null;
  if (cccd === null) return [];
  const held = await ofThisOffice(read, await findByCollector(read, cccd), at);
  const people = new Map(
    (
      await showFound(
        read,
        held.map(({ citizenId }) => citizenId),
      )
    ).map((person) => [person.id, person]),
  );
  return held.flatMap((each) => {
    const person = people.get(each.citizenId);
    if (!person) return [];
    return [
      {
        person,
        authorityId: each.authorityId,
        heirId: each.heirId,
        collector: each.collector,
        collectorCccdMasked: maskNumber(cccd),
        relation: each.relation,
        programmes: each.programmes,
        expiresOn: each.expiresOn,
        whyNot: whyNot(each, at),
      },
    ];
  });
}

/** An authority ends with the life of who gave it; an heir collects only after a death. */
function whyNot(each: MayCollect, { today }: AskedAt): string | null {
  const { citizenId, programmes, madeOn, expiresOn, revoked, dead } = each;
  if (madeOn === null || expiresOn === null) return dead ? null : 'citizen_alive';
  if (dead) return 'citizen_dead';
  const authority = { citizenId, programmes, madeOn, expiresOn, revoked };
  return whyNotCollect(authority, { citizenId, programme: programmes?.[0] ?? '' }, today);
}

async function ofThisOffice(read: Read, held: MayCollect[], { path, today }: AskedAt): Promise<MayCollect[]> {
  if (held.length === 0 || !path.includes('/')) return held;
  const units = await listUnitsServed(read, path, today);
  const asked = held.map(({ citizenId }) => citizenId);
  const open = await listWithBusinessAt(read, asked, units, path);
  return held.filter(({ citizenId }) => open.has(citizenId));
}

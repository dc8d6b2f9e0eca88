import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import type { Collector } from '../pay/rules/pay.ts';
import { oneOf, type World } from './world.ts';

const EXPIRES: Day = '2021-12-01';

/** A citizen's authority for a relative, recorded when there is none yet. */
export async function newAuthority(world: World, citizen: Id): Promise<Id> {
  const known = world.authorities.get(citizen);
  if (known) return known;
  const id = newId();
  const row = {
    citizen_id: citizen,
    proxy_name: 'Con',
    proxy_cccd: '045090000001',
    made_on: '2020-12-01',
    expires_on: EXPIRES,
    certified_by: 'UBND xã',
    recorded_by: newId(),
    recorded_at: world.now,
  };
  await world.db.owner.write((tx) =>
    tx
      .insertInto('authority')
      .values({ id, ...row })
      .execute(),
  );
  world.authorities.set(citizen, id);
  return id;
}

/** Why this authority does not let anybody collect for the citizen on that day. */
export function whyNoAuthority(world: World, citizen: Id, authorityId: Id, day: Day): string | false {
  if (world.authorities.get(citizen) !== authorityId) return 'authority_not_found';
  return day > EXPIRES && 'authority_expired';
}

/** A citizen's heir, recorded when there is none yet: the record is made before or after the death. */
async function newHeir(world: World, citizen: Id): Promise<Id> {
  const known = world.heirs.get(citizen);
  if (known) return known;
  const id = newId();
  const row = {
    citizen_id: citizen,
    full_name: 'Con đẻ',
    cccd: '045091000001',
    relation: 'con',
    document: 'Trích lục',
    recorded_by: newId(),
    recorded_at: world.now,
  };
  await world.db.owner.write((tx) =>
    tx
      .insertInto('heir')
      .values({ id, ...row })
      .execute(),
  );
  world.heirs.set(citizen, id);
  return id;
}

/** Who receives at a door: mostly the person, else a proxy or an heir, now and then somebody else's or nobody's. */
export async function collectorAtDoor(world: World, citizen: Id): Promise<Collector> {
  const way = world.pick(world.ledger.died.has(citizen) ? 4 : 16);
  if (way === 0) return { kind: 'proxy', authorityId: await newAuthority(world, citizen) };
  if (way === 1)
    return { kind: 'proxy', authorityId: oneOf(world, [newId(), ...world.authorities.values()]) };
  if (way === 2)
    return world.pick(3) === 0
      ? { kind: 'heir', heirId: oneOf(world, [newId(), ...world.heirs.values()]) }
      : { kind: 'heir', heirId: await newHeir(world, citizen) };
  return { kind: 'self' };
}

/** Why this person does not receive the citizen's money on that day; a death after the day leaves the citizen alive then. */
export function whyNotCollector(
  world: World,
  citizen: Id,
  collector: Collector,
  day: Day,
): (string | false)[] {
  const died = world.ledger.died.get(citizen);
  const dead = died !== undefined && `${died}-15` <= day;
  return [
    dead && collector.kind !== 'heir' && 'citizen_dead',
    !dead && collector.kind === 'heir' && 'citizen_alive',
    collector.kind === 'heir' && world.heirs.get(citizen) !== collector.heirId && 'heir_not_found',
    collector.kind === 'proxy' && whyNoAuthority(world, citizen, collector.authorityId, day),
  ];
}

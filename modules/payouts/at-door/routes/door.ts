import { openChallenges } from '#kernel/devices/challenge.ts';
import { findDevice } from '#kernel/devices/store.ts';
import { openHands } from '#kernel/handover/hands.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { readRightsOf } from '#kernel/devices/rights.ts';
import { worksAt } from '#kernel/access/office-tree.ts';
import { DOOR_ROLES } from '../actions/acts.ts';
import { packBag, type ReadRound } from '../actions/pack.ts';
import { doorContract } from '../contract/door.ts';
import type { RouteParts } from '../../request.ts';

export interface DoorParts extends RouteParts {
  /** Seals the challenges of phones. */
  readonly secret: string;
  readonly readRound?: ReadRound;
}

export function doorRoutes({ db, clock, secret, readRound }: DoorParts): Bound {
  const challenges = openChallenges(secret);
  return bind(doorContract, {
    'POST /devices/:deviceId/bag': async ({ params, body, refuse, reference, ip }) => {
      const now = clock.now();
      const { deviceId } = params;
      const device = await findDevice(db.read, deviceId);
      if (!device) return refuse('device_not_found', { device: deviceId });
      const { publicKey } = device;
      const route = 'POST /devices/:deviceId/bag';
      if (!(await challenges.isMet(body.proof, { deviceId, publicKey, route, now })))
        return refuse('wrong_device_proof');
      if (device.ended) return refuse('device_gone', { ...device.ended });
      const rights = await readRightsOf(db.read, device.staffId);
      if (!rights.mayAt(DOOR_ROLES, device.officePath, now))
        return refuse('person_not_here', { staffId: device.staffId });
      return packBag(db, now, device, readRound ?? null, {
        staffId: device.staffId,
        sessionId: null,
        deviceId,
        subjectKind: 'citizen',
        subjectId: null,
        reason: 'bag',
        route,
        reference,
        ip,
      });
    },
    'POST /payouts/bags': async ({ body, refuse }) => {
      const { id, officeId, staffId, name, limitVnd } = body;
      await db.write(async (tx) => {
        if (!(await worksAt(tx, staffId, officeId))) refuse('not_staff_here', { staffId });
        const open = await tx
          .selectFrom('hand')
          .select('id')
          .where('staff_id', '=', staffId)
          .where('kind', '=', 'bag')
          .where('closed_at', 'is', null)
          .executeTakeFirst();
        if (open?.id === id) return;
        if (open) refuse('bag_open', { bag: open.id });
        await openHands(tx, clock.now(), [
          { id, kind: 'bag', officeId, staffId, name, ...(limitVnd !== null && { limitVnd }) },
        ]);
      });
      return { done: true };
    },
  });
}

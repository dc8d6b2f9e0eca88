import { openChallenges } from '#kernel/devices/challenge.ts';
import { findDevice } from '#kernel/devices/store.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { readRightsOf } from '#kernel/devices/rights.ts';
import { DOOR_ROLES } from '../actions/acts.ts';
import { packBag, type ReadRound } from '../actions/pack.ts';
import { openPersonalHand } from '../../cash/actions/personal-hands.ts';
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
    'POST /payouts/bags': async ({ body }) => {
      await db.write((tx) => openPersonalHand(tx, clock.now(), 'bag', body));
      return { done: true };
    },
  });
}

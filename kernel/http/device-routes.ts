import { openChallenges } from '../devices/challenge.ts';
import { devicesContract } from '../devices/contract.ts';
import { endDevice, enrolDevice, makeEnrolment } from '../devices/enrol.ts';
import { isDeviceWithin, listDevices, listHolders } from '../devices/lists.ts';
import { type Acts, rolesOf } from '../devices/acts.ts';
import { findDevice } from '../devices/store.ts';
import type { Database } from '../db/connect.ts';
import type { Scan } from '../files/scan.ts';
import { listKeys } from '../evidence/checkpoints.ts';
import { dayAt } from '../words/day.ts';
import { PAGE, pageOfPlaced, readCursor } from '../contract/pages.ts';
import { bind, type Bound } from './bind.ts';
import type { Say } from './refusals.ts';

export interface DeviceParts {
  readonly db: Database;
  readonly clock: { now(): Date };
  /** Seals challenges; the server's own. */
  readonly secret: string;
  readonly filesFolder: string;
  /** Looks through what a phone sent, before it is shown. */
  readonly scan?: Scan;
  /** What modules understand. */
  readonly acts: Acts;
  /** The texts of modules' answers. */
  readonly say: Say;
}

/** Enrolling phones, listing and ending them, and the challenges that admit them. */
export function deviceRoutes({ db, clock, secret, acts }: DeviceParts): Bound {
  const roles = rolesOf(acts);
  const challenges = openChallenges(secret);
  return bind(devicesContract, {
    'POST /devices/enrolments': async ({ body, office, actor, refuse }) => {
      const { replaces } = body;
      // Whoever works at two offices may carry the other one's phone, which is not this office's to end.
      if (replaces && !(await isDeviceWithin(db.read, replaces.deviceId, pathOf(office))))
        return refuse('not_found', { device: replaces.deviceId });
      return db.write((tx) => makeEnrolment(tx, clock.now(), { ...body, roles, by: actor.staffId }));
    },
    'POST /devices/enrol': async ({ body }) => {
      const now = clock.now();
      const device = await db.write((tx) => enrolDevice(tx, now, body));
      const [first] = await listKeys(db.read);
      return {
        deviceId: device.id,
        name: device.name,
        staffId: device.staffId,
        person: device.person,
        officeId: device.officeId,
        office: device.office,
        serverTime: now,
        challenge: challenges.make(device.id, now).challenge,
        evidenceKey: first?.verifier ?? null,
      };
    },
    'GET /devices': async ({ query, office }) => {
      const { deviceId, enrolmentId, limit = PAGE } = query;
      const after = readCursor(query.after, 'number', 'text', 'text', 'id');
      const wanted = { path: pathOf(office), deviceId, enrolmentId, after, limit };
      return pageOfPlaced(await listDevices(db.read, wanted), limit);
    },
    'GET /devices/holders': async ({ query, office }) => {
      const { limit = PAGE } = query;
      const after = readCursor(query.after, 'text', 'text', 'id');
      const wanted = { path: pathOf(office), roles, day: dayAt(clock.now()), after, limit };
      return pageOfPlaced(await listHolders(db.read, wanted), limit);
    },
    'POST /devices/:deviceId/revocation': async ({ params, body, office, actor, refuse }) => {
      const { deviceId } = params;
      if (!(await isDeviceWithin(db.read, deviceId, pathOf(office))))
        return refuse('not_found', { device: deviceId });
      const { how, reason } = body;
      return db.write((tx) => endDevice(tx, clock.now(), { deviceId, by: actor.staffId, how, reason }));
    },
    'GET /devices/:deviceId/challenge': async ({ params, refuse }) => {
      const now = clock.now();
      if (!(await findDevice(db.read, params.deviceId)))
        return refuse('not_found', { device: params.deviceId });
      return { ...challenges.make(params.deviceId, now), serverTime: now };
    },
  });
}

export function pathOf(office: { readonly path: string } | null): string {
  if (!office) throw new Error('an office scope names its office');
  return office.path;
}

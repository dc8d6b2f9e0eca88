import { Type } from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Line, Nullable, PositiveVndText, shape } from '#kernel/contract/shapes.ts';
import { DeviceProofShape } from '#kernel/devices/shapes.ts';
import { BagShape } from './bag.ts';

export const doorContract = contract({
  'POST /devices/:deviceId/bag': {
    may: 'anyone',
    scope: 'none',
    summary: {
      vi: 'Điện thoại nhận túi: phiếu, người nhận, tiền, lộ trình; có ký thử thách',
      en: 'A phone receives its bag: vouchers, payees, float, round; admitted by a signed challenge',
    },
    params: shape({ deviceId: Id }),
    body: shape({ proof: DeviceProofShape }),
    reply: BagShape,
    refusals: ['device_not_found', 'wrong_device_proof', 'device_gone', 'person_not_here'],
    perMinute: 60,
    perMinuteEach: 'deviceId',
  },
  'POST /payouts/bags': {
    may: ['treasurer', 'point-keeper', 'district-manager'],
    scope: 'office',
    summary: {
      vi: 'Mở túi tiền đi chi trả cho một người',
      en: 'Open a bag for a person who pays at the door',
    },
    body: shape({ id: Id, officeId: Id, staffId: Id, name: Line(), limitVnd: Nullable(PositiveVndText) }),
    reply: shape({ done: Type.Boolean() }),
    refusals: ['bag_open', 'not_staff_here'],
  },
});

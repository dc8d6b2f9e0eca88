import { type Count, countedVnd } from '#kernel/words/money.ts';
import type { Picture, Wanted } from '../../store/shapes.ts';
import type { DoorKind } from '#modules/payouts/at-door/contract/bodies.ts';
import type { Body, Payee, Voucher } from './bag.ts';
import { sumVnd } from './bag.ts';
import type { Collector } from './rules.ts';

export type Identity = Body<'payouts.pay'>['identity'];
export type Position = Body<'payouts.pay'>['position'];

export type Signed =
  | { readonly how: 'pad' | 'thumb'; readonly picture: Picture | null }
  | { readonly how: 'paper'; readonly number: string };

/** A payment while it is prepared; nothing of it is kept until the money is handed over. */
export interface PayDraft {
  readonly person: Payee;
  readonly vouchers: readonly Voucher[];
  readonly collector: Collector;
  readonly identity: Identity | null;
  /** Null when the notes are not counted. */
  readonly count: Count | null;
  readonly signed: Signed;
  readonly photo: Picture | null;
}

export const asksPhoto = ({ vouchers }: PayDraft) => vouchers.some((each) => each.photoNeeded);

/** What is still missing before the payment may be written down; null when nothing is. */
export function whatLacks(draft: PayDraft): 'identity' | 'count' | 'signature' | 'photo' | null {
  if (draft.identity === null) return 'identity';
  if (draft.count && countedVnd(draft.count) !== sumVnd(draft.vouchers)) return 'count';
  const { signed } = draft;
  if (signed.how === 'paper' ? signed.number.trim() === '' : signed.picture === null) return 'signature';
  return asksPhoto(draft) && !draft.photo ? 'photo' : null;
}

/** The act of a complete draft. */
export function payAct(draft: PayDraft, position: Position): Wanted {
  const { person, vouchers, collector, identity, count, signed, photo } = draft;
  const picture = signed.how === 'paper' ? null : signed.picture;
  if (identity === null) throw new Error('an incomplete payment');
  const body: Body<'payouts.pay'> = {
    citizenId: person.citizenId,
    voucherIds: vouchers.map(({ id }) => id),
    amountVnd: sumVnd(vouchers).toString(),
    collector,
    signed:
      signed.how === 'paper'
        ? { how: 'paper', number: signed.number.trim() }
        : { how: signed.how, sha256: picture?.sha256 ?? '' },
    count,
    photoSha256: photo?.sha256 ?? null,
    identity,
    position,
  };
  return wanted('payouts.pay', body, [picture, photo]);
}

/** An act of this module: its body is checked by the type that the server knows it by. */
export function wanted<K extends DoorKind>(
  kind: K,
  body: Body<K>,
  pictures: readonly (Picture | null)[] = [],
): Wanted {
  return {
    kind,
    body: body,
    pictures: pictures.filter((each) => each !== null),
  };
}

/** Where the phone is, if it may say; asked early and never waited for at the end. */
export function watchPosition(onPosition: (position: Position) => void): void {
  if (!('geolocation' in navigator)) return;
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) =>
      onPosition({
        lat: round(coords.latitude),
        lon: round(coords.longitude),
        accuracyM: Math.round(coords.accuracy),
      }),
    () => {},
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
  );
}

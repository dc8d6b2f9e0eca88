import type { SameTexts } from '#kernel/web/language.tsx';
import { many } from '#kernel/web/many.ts';
import type { vi } from './vi.ts';

export const en: SameTexts<typeof vi> = {
  title: (from, toward) => `Count and accept: ${from} → ${toward}`,
  by: (name, moment) => `Handed over by ${name}, ${moment}.`,
  counting: 'Count by denomination',
  blindHint: 'What is written on the handover shows only after counting.',
  compare: 'Compare',
  recount: 'Count again',
  written: 'Written by the giver',
  counted: 'You counted',
  fits: 'Matches',
  shortBy: (amount) =>
    `${amount} VND short. It is kept apart as a named difference; you answer only for what you counted, and the giver may dispute it.`,
  overBy: (amount) =>
    `${amount} VND too much. It is recorded as a named difference; you hold all that you counted until it is ruled on.`,
  acceptSum: (amount) => `Accept ${amount} VND`,
  acceptThings: (n) => `Accept ${many(n, 'voucher')}`,
  acceptBoth: (amount, n) => `Accept ${amount} VND and ${many(n, 'voucher')}`,
  things: 'Vouchers in this handover',
  thingsSum: (n, amount) => `${many(n, 'voucher')}, ${amount} VND in all.`,
  missingHint: 'Mark only vouchers that are written but not found; nothing marked means that all are there.',
  missing: (n, amount) => `${many(n, 'voucher')} missing, ${amount} VND: recorded as a difference.`,
  find: 'Find by name',
  name: 'Name',
  programme: 'Programme',
  benefitMonth: 'Benefit month',
  amount: 'Amount',
  accepted: (amount) => `${amount} VND accepted`,
  acceptedThings: (n) => `${many(n, 'voucher')} accepted`,
  acceptedWithCase: 'Accepted, with a difference on record',
};

/** An offer as the phone signs for it when it accepts: its id, what was written, and the vouchers in order. */
export function offerText(offer: {
  readonly id: string;
  readonly amountVnd: string;
  readonly voucherIds: readonly string[];
}): string {
  return [offer.id, offer.amountVnd, ...offer.voucherIds.toSorted()].join('\n');
}

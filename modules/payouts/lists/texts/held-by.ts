/** Which hand a finding says holds a voucher: a named hand as JSON; in reports kept from earlier versions, its name alone. */
export const heldBy = (expected: string): unknown =>
  expected.startsWith('{') ? (JSON.parse(expected) as unknown) : expected;

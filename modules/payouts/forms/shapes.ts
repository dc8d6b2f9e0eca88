import type { Day, Month } from '#kernel/words/day.ts';

/**
 * The data of each printed form. Amounts are whole VND; an empty value is null, never a missing name, so that a layout
 * finds every name it may use. They are type aliases, not interfaces, because a layout reads them as plain trees.
 */

/** The office that issues the paper, with its superior, its place and the day beside the national heading. */
export type Issuer = { parentName: string; name: string; number: string | null; place: string; madeOn: Day };
type Name = string | null;

/** One right to pay of one person. Rows arrive sorted by point, source, regime, then name. */
type ListedPerson = {
  /** Whatever tells two people apart; people are counted by it. */
  personRef: string;
  personNumber: Name;
  name: string;
  pointCode: string;
  pointName: string;
  sourceCode: string;
  sourceName: string;
  regimeCode: string;
  regimeName: string;
  thisMonthVnd: bigint;
  arrearsVnd: bigint;
  carriedVnd: bigint;
  deductedVnd: bigint;
  /** This month + arrears + carried - deducted. */
  totalVnd: bigint;
  paidOn: Day | null;
  note: Name;
};
type ListFacts = {
  issuer: Issuer;
  programmeName: string;
  funderName: string;
  listNumber: Name;
  month: Month;
};

/** Cash pay list with a column to sign. */
export type CashListForm = {
  facts: ListFacts & {
    signers: { maker: Name; accountant: Name; funderDirector: Name; payer: Name; postDirector: Name };
  };
  rows: { people: ListedPerson & { address: Name; collector: Name } };
};

/** Pay list through personal bank accounts. */
export type AccountListForm = {
  facts: ListFacts & { signers: { maker: Name; accountant: Name; funderDirector: Name; postDirector: Name } };
  rows: { people: ListedPerson & { accountNumber: string; bankName: string } };
};

/** The receipt of one payment: every voucher of one person that was paid in the act. */
export type ReceiptForm = {
  facts: {
    issuer: Issuer;
    receiptNumber: string;
    /** With the number it finds the payment in the signed record, on the public page. */
    evidenceCode: Name;
    /** Where number and code open the public page, as its QR code says it. */
    checkAddress: Name;
    /** How much another handover took back, and when; empty while the payment stands. */
    takenBack: Name;
    person: { name: string; number: Name; address: Name };
    /** `relation` reads "chính chủ", "người được uỷ quyền", "con" and the like; `authority` names the written authority. */
    collector: { name: string; relation: string; idNumber: Name; authority: Name };
    paidAtOffice: string;
    teller: { name: string };
  };
  rows: { vouchers: { programmeName: string; kindName: string; month: Month; amountVnd: bigint } };
};

/** The settlement of a month: one row per programme, source and pay point, sorted by programme. */
export type SettlementForm = {
  facts: {
    issuer: Issuer;
    month: Month;
    funderName: string;
    feeVnd: bigint | null;
    signers: { maker: Name; accountant: Name; postDirector: Name; funderDirector: Name };
  };
  rows: {
    lines: {
      programmeCode: string;
      programmeName: string;
      sourceCode: string;
      sourceName: string;
      pointName: string;
      listedCount: number;
      listedVnd: bigint;
      paidCount: number;
      paidVnd: bigint;
      /** Unpaid is what is carried over and what is returned together. */
      unpaidCount: number;
      unpaidVnd: bigint;
      carriedCount: number;
      carriedVnd: bigint;
      returnedCount: number;
      returnedVnd: bigint;
    };
  };
};

/** The written authority to collect for another: at most 12 months, certified (Law 41/2024/QH15, article 10). */
export type AuthorityForm = {
  facts: {
    giver: { name: string; bornText: string; number: Name; idNumber: Name; address: string };
    taker: { name: string; relation: string; bornText: string; idNumber: string; address: string };
    scope: string;
    validFrom: Day;
    validTo: Day;
    place: string;
    madeOn: Day;
    certifiedBy: Name;
  };
  rows: Record<never, never>;
};

type HandoverSide = { name: string; position: string; officeName: string; handName: string };

/** Minutes of cash handed over: what the giver wrote and what the taker counted, by denomination. */
export type CashMinutesForm = {
  facts: {
    issuer: Issuer;
    minutesNumber: string;
    reason: string;
    handedOn: Day;
    handedAtTime: string;
    handedPlace: string;
    giver: HandoverSide;
    taker: HandoverSide;
    witness: { name: Name; position: Name };
    explanation: Name;
  };
  rows: {
    notes: {
      noteVnd: number;
      offeredPieces: number;
      offeredVnd: bigint;
      countedPieces: number;
      countedVnd: bigint;
      /** Counted less offered: negative when money is missing. */
      differencePieces: number;
      differenceVnd: bigint;
    };
  };
};

/** The slip of a closed day: the book, the count, the difference, the things held. */
export type DayCloseForm = {
  facts: {
    issuer: Issuer;
    handName: string;
    closedOn: Day;
    closedAtTime: string;
    closingNumber: number;
    /** Counted less book. */
    differenceVnd: bigint;
    /** What whoever counted wrote of the difference, and how it stands; both null when book and count agree. */
    differenceSaid: Name;
    differenceStands: Name;
    /** The newest signed checkpoint of the evidence: its leaves, its root, when it was signed. */
    checkpoint: Name;
    signers: { holder: Name; checker: Name; manager: Name };
  };
  rows: {
    /** Opening balance, money in, money out as a negative amount; the sum is the balance of the book. */
    book: { label: string; times: number | null; amountVnd: bigint };
    notes: { noteVnd: number; pieces: number; amountVnd: bigint };
    things: { label: string; bookCount: number; scannedCount: number; differenceCount: number };
  };
};

export type Forms = {
  c72a: CashListForm;
  c72b: AccountListForm;
  c73: ReceiptForm;
  'c73-80mm': ReceiptForm;
  c74: SettlementForm;
  '13-hsb': AuthorityForm;
  'cash-minutes': CashMinutesForm;
  'day-close': DayCloseForm;
};
export type FormCode = keyof Forms;

/** The data of a form as it is given to print: its facts, and each list as rows in order, in memory or as they come. */
export type FormContent<C extends FormCode> = {
  facts: Forms[C]['facts'];
  rows: { [R in keyof Forms[C]['rows']]: Iterable<Forms[C]['rows'][R]> | AsyncIterable<Forms[C]['rows'][R]> };
  madeAt: Date;
};

/** The names by which layouts and routes know the forms. */
export const FORM_CODES = [
  'c72a',
  'c72b',
  'c73',
  'c73-80mm',
  'c74',
  '13-hsb',
  'cash-minutes',
  'day-close',
] as const satisfies readonly FormCode[];

interface Hand {
  readonly kind: string;
  readonly name: string;
  readonly office: string;
}

type Language = 'vi' | 'en';

const OF_OFFICES: Readonly<Record<string, Readonly<Record<Language, (office: string) => string>>>> = {
  vault: { vi: (office) => `Két ${office}`, en: (office) => `Vault of ${office}` },
  desk: { vi: (office) => `Bàn phiếu ${office}`, en: (office) => `Voucher desk of ${office}` },
  transit: { vi: (office) => `Đang chuyển từ ${office}`, en: (office) => `On its way from ${office}` },
  party: { vi: (office) => `Người dân tại ${office}`, en: (office) => `Payees at ${office}` },
  suspense: { vi: (office) => `Chờ xử lý ${office}`, en: (office) => `Suspense of ${office}` },
  bank: { vi: (office) => `Tài khoản ngân hàng ${office}`, en: (office) => `Bank account of ${office}` },
  income: { vi: (office) => `Doanh thu dịch vụ ${office}`, en: (office) => `Service income of ${office}` },
};

const OF_PEOPLE = {
  drawer: { vi: 'Ngăn kéo', en: 'Drawer' },
  bag: { vi: 'Túi', en: 'Bag' },
} as const;

/** The name that a drawer or a bag is opened under when nobody gives it another: its holder's. */
export const namedAfter = (kind: keyof typeof OF_PEOPLE, person: string): string =>
  `${OF_PEOPLE[kind].vi} ${person}`;

/** What a hand is called in a language: an office's own by its kind, a person's as it was named, after them or by a number. */
export function calledHand(language: Language, { kind, name, office }: Hand): string {
  const own = OF_OFFICES[kind];
  if (own) return own[language](office);
  if (language === 'vi') return name;
  for (const { vi, en } of Object.values(OF_PEOPLE)) {
    const rest = name.startsWith(`${vi} `) ? name.slice(vi.length + 1) : '';
    if (/^\p{Lu}/u.test(rest)) return `${en} of ${rest}`;
    const number = /^(?:số )?(\d+)$/u.exec(rest)?.[1];
    if (number) return `${en} ${number}`;
  }
  return name;
}

const isHand = (value: unknown): value is Hand =>
  typeof value === 'object' && value !== null && 'kind' in value && 'name' in value && 'office' in value;

/** The same for a hand among the facts of a refusal; those kept from earlier versions, and those of the ledger, hold its name alone. */
export function calledFact(language: Language, fact: unknown, otherwise = ''): string {
  if (isHand(fact)) return calledHand(language, fact);
  const name = typeof fact === 'string' && fact !== '' ? fact : otherwise;
  return calledHand(language, { kind: '', name, office: '' });
}

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

/** A drawer or a bag that bears its holder's name, as the system itself calls it when it is opened. */
const OF_PEOPLE: readonly { readonly usual: RegExp; readonly en: string }[] = [
  { usual: /^Ngăn kéo (?=\p{Lu})/u, en: 'Drawer of ' },
  { usual: /^Túi (?=\p{Lu})/u, en: 'Bag of ' },
];

/** What a hand is called in a language: an office's own by its kind, a person's as it was named. */
export function calledHand(language: Language, { kind, name, office }: Hand): string {
  const own = OF_OFFICES[kind];
  if (own) return own[language](office);
  if (language === 'vi') return name;
  const personal = OF_PEOPLE.find(({ usual }) => usual.test(name));
  return personal ? name.replace(personal.usual, personal.en) : name;
}

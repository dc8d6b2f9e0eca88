import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { doneEn, doneVi } from '#modules/payouts/at-door/texts.ts';
import { REFUSAL_TEXTS } from './modules.ts';
import { en as auditEn } from './web/desk/audit/texts/en.ts';
import { vi as auditVi } from './web/desk/audit/texts/vi.ts';
import { en as handoverEn } from './web/desk/parts/handover/texts/en.ts';
import { vi as handoverVi } from './web/desk/parts/handover/texts/vi.ts';

const HOME = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(HOME, file), 'utf8');
const VIETNAMESE = /[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]/;
const OFFICE = 'Office';
const HAND = { kind: 'vault', name: `Két ${OFFICE}`, office: OFFICE };
/** What the server runs, without its texts. */
const SOURCES = globSync('{kernel,places,people,modules,app}/**/*.ts', { cwd: HOME })
  .filter((file) => !/\.test\.|testing\/|walk\/|app\/web\/|texts|(vi|en)\.ts$/.test(file))
  .map(read)
  .join('\n');
const codes = Object.keys(REFUSAL_TEXTS.vi);

/** Facts that hold whatever is asked of them, of the shape that their name promises, and remember what was asked. */
function facts(asked: Set<string>, spans: string): Readonly<Record<string, unknown>> {
  const of = (name: string): unknown => {
    if (/^(hand|holder|drawer|bag|toward)$/.test(name)) return HAND;
    if (/^(hands|holders)$/.test(name)) return [HAND];
    if (name === 'kinds') return ['point'];
    if (/^(from|to)$/.test(name)) return spans;
    if (/Vnd$|^(found|expected)$/.test(name)) return '1000';
    if (/(A|^a)t$/.test(name)) return '2020-12-05T02:00:00Z';
    if (/On$|(D|^d)ay$|^today$|^validFrom$/.test(name)) return '2020-12-05';
    if (/(M|^m)onth$/.test(name)) return '2020-12';
    return 'word';
  };
  return new Proxy({}, { get: (_, name) => (asked.add(String(name)), of(String(name))) });
}

type Texts = typeof REFUSAL_TEXTS;

/** What a text says, and of which facts: `from` and `to` are days to some and amounts to others. */
function tell(language: 'vi' | 'en', code: string, texts: Texts = REFUSAL_TEXTS) {
  const text = texts[language][code];
  const asked = new Set<string>();
  if (typeof text !== 'function') return { said: text ?? '', asked };
  try {
    return { said: text(facts(asked, '2020-12-05')), asked };
  } catch {
    return { said: text(facts(asked, '1000')), asked };
  }
}

test('every refusal is told in both languages, of the same facts', () => {
  assert.ok(codes.length > 150, `${codes.length} refusals`);
  for (const texts of [REFUSAL_TEXTS, { vi: doneVi, en: doneEn }]) {
    assert.deepEqual(Object.keys(texts.en).sort(), Object.keys(texts.vi).sort());
    for (const code of Object.keys(texts.vi)) {
      const [en, vi] = [tell('en', code, texts), tell('vi', code, texts)];
      assert.deepEqual([...en.asked].sort(), [...vi.asked].sort(), code);
    }
  }
});

test('English says nothing in Vietnamese, hands and figures included', () => {
  for (const code of codes) {
    const { said } = tell('en', code);
    assert.ok(said.length > 3 && !VIETNAMESE.test(said) && !said.includes('1.000'), `${code}: ${said}`);
    assert.notEqual(said, tell('vi', code).said, code);
  }
});

test('every reason that the system itself writes, and what was looked at, has words in both languages', () => {
  const written = (pattern: RegExp) => [
    ...new Set([...SOURCES.matchAll(pattern)].map(([, word]) => word as string)),
  ];
  const reasons = written(/\breason: '([a-z][a-z _-]*)'/g);
  const subjects = written(/\bsubjectKind: '([a-z-]+)'/g);
  assert.ok(reasons.length > 15 && subjects.length > 5, `${reasons.length}, ${subjects.length}`);
  for (const [audit, handover] of [
    [auditVi, handoverVi],
    [auditEn, handoverEn],
  ] as const) {
    const known = { ...audit.lookReasons, ...handover.reasons };
    assert.deepEqual(
      reasons.filter((reason) => !(reason in known)),
      [],
    );
    assert.deepEqual(
      subjects.filter((kind) => !(kind in audit.subjectKinds)),
      [],
    );
  }
});

test('no text asks for a fact that nothing gives', () => {
  const given = new Set(SOURCES.match(/\b[a-zA-Z]+(?=['"]?[:,]| \}|["'](?:, | from))/g));
  const missing = codes.flatMap((code) => [...tell('vi', code).asked].filter((name) => !given.has(name)));
  assert.deepEqual(missing, []);
});

test('the English catalogs of the screens hold no Vietnamese but names', () => {
  const catalogs = globSync(
    ['{app/web,kernel/web,modules,people}/**/en.ts', '{kernel,places,people,modules}/**/texts.ts'],
    { cwd: HOME },
  );
  assert.ok(catalogs.length > 25, `${catalogs.length} catalogs`);
  for (const file of catalogs.filter((each) => each.endsWith('en.ts'))) {
    const lines = read(file)
      .replaceAll(/Từng Nhà|Cam Hiếu|river Hiếu/g, '')
      .split('\n');
    assert.deepEqual(
      lines.filter((line) => VIETNAMESE.test(line)),
      [],
      file,
    );
  }
});

test('Vietnamese pays by one word, chi, and gives back by trả lại', () => {
  const catalogs = globSync(
    ['{app,kernel,modules,people}/**/{,*-}vi.ts', '{kernel,places,people,modules}/**/{texts,texts/*}.ts'],
    { cwd: HOME },
  );
  assert.ok(catalogs.length > 40, `${catalogs.length} catalogs`);
  const alone = catalogs.flatMap((file) =>
    (read(file).match(/(?<!chi )\btrả(?! (?:lời|lại|về)).*/giu) ?? []).map((said) => `${file}: ${said}`),
  );
  assert.deepEqual(alone, []);
});

/** Words that end like a plural and say something of one. */
const OF_ONE = new Set([
  'is',
  'was',
  'has',
  'as',
  'this',
  'sets',
  'needs',
  'waits',
  'stands',
  'does',
  'leaves',
  'goes',
  'holds',
]);

/** What a text says of one: given as a number, or written out already. */
function saysOfOne(text: (...counts: unknown[]) => unknown): string[] {
  return [1, '1'].flatMap((one) => {
    try {
      return [String(text(one, one, one, one))];
    } catch {
      return [];
    }
  });
}

const isPlural = (said: string) =>
  /\b1 (have|people)\b/.test(said) ||
  [...said.matchAll(/\b1 ([a-z]+s)\b/g)].some(([, word = '']) => !OF_ONE.has(word));

test('English speaks of one in the singular', async () => {
  const wrong: string[] = [];
  const walk = (part: unknown, path: string): void => {
    if (typeof part === 'function') {
      const said = saysOfOne(part as (...counts: unknown[]) => unknown);
      if (said.length > 0 && said.every(isPlural)) wrong.push(`${path}: ${said[0]}`);
    } else if (typeof part === 'object' && part !== null)
      for (const [key, each] of Object.entries(part)) walk(each, `${path}.${key}`);
  };
  for (const file of globSync('{app/web,kernel/web}/**/en.ts', { cwd: HOME }))
    walk((await import(join(HOME, file))).en, file);
  assert.deepEqual(wrong, []);
});

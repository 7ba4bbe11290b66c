import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from './operator-error.ts';
import { inProject, projectFolder } from './project.ts';

/**
 * How the tests start Chromium. Without the background connections it would try at each start, it neither waits for
 * hosts that a closed network hides nor tells anyone that it runs.
 */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// The shell first: the same pages without a browser's own windows around each, which take as long again to draw.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The browser named by CHROMIUM_PATH, else Playwright's own, else the system's; undefined where there is none. */
export async function findBrowser(): Promise<string | undefined> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (works(named)) return named;
    throw new OperatorError(`CHROMIUM_PATH names ${named}, which does not start: correct it, or leave it out.`);
  }
  const { chromium } = await import('@playwright/test');
  const candidates = [chromium.executablePath(), ...names.flatMap(onPath), ...places];
  return candidates.find((file) => existsSync(file) && works(file));
}

/**
 * A browser for the tests: one that is there, or one that the system's package manager installs, for which one must be
 * root; or Playwright's own download, where the network allows it.
 */
export async function provideBrowser(): Promise<{ file: string; note: string }> {
  const found = await findBrowser();
  if (found) return { file: found, note: found };
  for (const install of [installBySystem, installByPlaywright]) {
    if (!install()) continue;
    const installed = await findBrowser();
    if (installed) return { file: installed, note: `installed ${installed}` };
  }
  throw new OperatorError(
    'No browser for the tests, and none could be installed: install Chromium or Chrome and run npm test again, or name one: CHROMIUM_PATH=/path/to/chromium npm test',
  );
}

function onPath(name: string): string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).filter(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// Some systems have a stand-in of that name which only says where to get the browser.
function works(file: string): boolean {
  if (process.platform === 'win32') return existsSync(file);
  const answer = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return answer.status === 0 && /\d+\.\d+/.test(answer.stdout);
}

function installBySystem(): boolean {
  if (process.getuid?.() !== 0) return false;
  if (onPath('apt-get').length > 0) {
    const install = (name: string) => succeeds('apt-get', ['install', '-y', '--no-install-recommends', name]);
    return succeeds('apt-get', ['update']) && (install('chromium-headless-shell') || install('chromium'));
  }
  if (onPath('apk').length > 0) return succeeds('apk', ['add', '--no-cache', 'chromium']);
  if (onPath('dnf').length > 0) return succeeds('dnf', ['install', '-y', 'chromium']);
  return false;
}

function installByPlaywright(): boolean {
  return succeeds(process.execPath, [
    inProject('node_modules', '@playwright', 'test', 'cli.js'),
    'install',
    'chromium',
  ]);
}

function succeeds(program: string, args: string[]): boolean {
  const environment: NodeJS.ProcessEnv = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const answer = spawnSync(program, args, { cwd: projectFolder, stdio: 'ignore', env: environment, timeout: 300_000 });
  return answer.status === 0;
}

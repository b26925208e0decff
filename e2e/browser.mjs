// Debian's Chromium, started so that it neither needs nor seeks the network.

import { existsSync } from 'node:fs';

const CANDIDATES = [process.env.ABRI_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Launch options for Playwright. As root Chromium cannot sandbox itself, so there it does without. */
export function launchOptions() {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error('no Chromium: run `cargo xtask setup`, or set ABRI_CHROMIUM to its path');
  }
  return {
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A container's /dev/shm can be too small for a page.
      '--disable-dev-shm-usage',
    ],
  };
}

/** The two shapes in which every page must work. */
export const shapes = {
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desk: { viewport: { width: 1280, height: 900 } },
};

// One demonstration serves the whole run; ABRI_URL points the tests at a running one instead.

import { startDemo } from './demo.mjs';

export default async function globalSetup() {
  if (process.env.ABRI_URL) return undefined;
  const demo = await startDemo();
  process.env.ABRI_URL = demo.url;
  return demo.stop;
}

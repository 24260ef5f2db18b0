import { execFile } from "node:child_process";
import { promisify } from "node:util";

const TIMEOUT_MS = 120_000;

/** Builds what is stale in dist/; of several workers one builds and the others wait. */
export async function bringUpToDate(): Promise<void> {
  await promisify(execFile)(process.execPath, ["scripts/start.cjs", "--build"], { timeout: TIMEOUT_MS });
}

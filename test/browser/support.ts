import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";

const LAUNCH_TIMEOUT_MS = 30_000;
const UNPACK_TIMEOUT_MS = 60_000;
/** A page of a test lives for seconds: what is compiled for speed costs an eighth of its time, and is hardly used. */
const ARGS = ["--no-sandbox", "--js-flags=--no-maglev,--no-turbofan"];

let shared: Promise<Browser> | null = null;

/** The one browser of this worker, which ends with it; each test opens a profile of its own in it. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser();
  return shared;
}

/**
 * A headless Chromium: the one that CHROME_PATH names, on Linux x64 the one out of npm, elsewhere an installed Chrome
 * or Edge. Without any, an error says in one sentence what to do; tests never pass by skipping.
 */
async function launchBrowser(): Promise<Browser> {
  const named = process.env.CHROME_PATH;
  if (named) return launch({ executablePath: named });
  if (process.platform === "linux" && process.arch === "x64") return launch(await npmChromium());
  for (const channel of ["chrome", "msedge"]) {
    const browser = await launch({ channel }).catch(() => null);
    if (browser) return browser;
  }
  throw new Error("The browser tests need Chrome or Edge: install one, or set CHROME_PATH to the path of a Chromium.");
}

function launch(options: LaunchOptions): Promise<Browser> {
  return chromium.launch({ timeout: LAUNCH_TIMEOUT_MS, args: ARGS, ...options });
}

/**
 * The Chromium in @sparticuz/chromium, unpacked once per version into the temporary folder.
 * Unpacking is another process's work: the package chooses its folder and changes the environment while it is imported.
 */
async function npmChromium(): Promise<LaunchOptions> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@sparticuz/chromium");
  const { version } = require(join(dirname(entry), "../../package.json")) as { version: string };
  const folder = join(tmpdir(), `darkroom-chromium-${version}`);
  if (!existsSync(folder)) await unpack(entry, folder);
  return {
    executablePath: join(folder, "chromium"),
    env: {
      ...process.env,
      FONTCONFIG_PATH: join(folder, "fonts"),
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    },
  };
}

// The package's own list looks for its fonts in /tmp/fonts, wherever they are.
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

async function unpack(entry: string, folder: string): Promise<void> {
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  try {
    await promisify(execFile)(process.execPath, ["--eval", `require(${JSON.stringify(entry)}).executablePath()`], {
      timeout: UNPACK_TIMEOUT_MS,
      // The runtime's name makes the package bring the system libraries that a bare Debian lacks.
      env: { ...process.env, TMPDIR: part, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" },
    });
    writeFileSync(join(part, "fonts", "fonts.conf"), FONTS);
    renameSync(part, folder);
  } catch (error) {
    // Another worker may have been faster; its copy is as good.
    if (!existsSync(join(folder, "chromium"))) throw error;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

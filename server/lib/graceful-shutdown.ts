import { isDatabaseUnavailable } from "./database-failures.js";
import { errorText } from "./describe-error.js";

/**
 * Runs `close` on SIGTERM, SIGINT, SIGHUP or a crash, then exits. Exit code 0 after a signal; 1 after a bug, a failed close or
 * `timeoutMs`.
 *
 * Returns a function that shuts down for another reason. Ignores repeated signals: one Ctrl-C often sends two, from npm and the
 * terminal.
 */
export function onShutdown(
  close: () => PromiseLike<unknown>,
  { timeoutMs }: { timeoutMs: number },
): (exitCode: number) => Promise<void> {
  let isClosing = false;
  const end = async (exitCode: number) => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => {
      process.stderr.write(`Closing took longer than ${timeoutMs / 1_000} s.\n`);
      process.exit(1);
    }, timeoutMs).unref();
    try {
      await close();
    } catch (error) {
      process.stderr.write(`Closing failed. ${errorText(error)}\n`);
      process.exit(1);
    }
    if (exitCode === 0) process.stderr.write("Stopped.\n");
    process.exit(exitCode);
  };
  const stop = async () => {
    if (!isClosing) process.stderr.write("Stopping …\n");
    await end(0);
  };
  const broke = (error: unknown) => {
    process.stderr.write(`${errorText(error)}\n`);
    void end(1);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop());
  process.on("uncaughtException", broke);
  // postgres.js asks for array types as a connection begins; nobody can wait for that, and who needs the connection is told.
  process.on("unhandledRejection", (error) => void (isDatabaseUnavailable(error) || broke(error)));
  return end;
}

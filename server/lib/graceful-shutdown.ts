import { errorText } from "./describe-error.js";

/**
 * Runs `close` when the process is told to end (SIGTERM, SIGINT, SIGHUP) or breaks, then exits: 0 after a signal, 1 after a
 * bug, when closing fails, or when it takes longer than `timeoutMs`.
 *
 * Returns how to end for another reason. A repeated signal changes nothing: npm and the terminal both send it, so that one Ctrl-C often comes twice.
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
    process.exit(exitCode);
  };
  const broke = (error: unknown) => {
    process.stderr.write(`${errorText(error)}\n`);
    void end(1);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void end(0));
  process.on("uncaughtException", broke);
  process.on("unhandledRejection", broke);
  return end;
}

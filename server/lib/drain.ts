/**
 * Runs `close` when the process is told to end (SIGTERM, SIGINT, SIGHUP) or breaks, then exits: 0 after a signal, 1 after a
 * bug or when closing takes longer than `timeoutMs`.
 *
 * Answers how to end for another reason. A repeated signal changes nothing: npm and the terminal both send it, so that one Ctrl-C often comes twice.
 */
export function drainOnSignal(
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
    await close();
    process.exit(exitCode);
  };
  const broke = (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    end(1).catch(() => process.exit(1));
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void end(0).catch(broke));
  process.on("uncaughtException", broke);
  process.on("unhandledRejection", broke);
  return end;
}

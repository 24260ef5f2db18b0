import type { RunningSandbox } from "./sandbox.js";

/** How many calls the sandbox has had: of one kind, or of all, or only about one account. */
export async function countCalls(
  sandbox: RunningSandbox,
  { endpoint, account }: { endpoint?: string; account?: string } = {},
): Promise<number> {
  const { state } = (await sandbox.control({ state: true })) as {
    state: { calls: { counts: Record<string, Record<string, number>> } };
  };
  const counts = Object.entries(state.calls.counts).flatMap(([key, byEndpoint]) =>
    account === undefined || key === account ? Object.entries(byEndpoint) : [],
  );
  return counts.reduce((sum, [name, count]) => (endpoint === undefined || name === endpoint ? sum + count : sum), 0);
}

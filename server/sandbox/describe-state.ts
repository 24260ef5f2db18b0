import { accountState, type Sandbox } from "./create-sandbox.js";
import { TEST_ACCOUNTS } from "./fixtures.js";
import { postIdAt } from "./media-ids.js";
import { listPosts } from "./read-posts.js";
import { personalMode, readProfile } from "./read-profile.js";

export function describeState(sandbox: Sandbox): unknown {
  const { clock, state, calls } = sandbox;
  return {
    now: clock.now().toISOString(),
    clockOffsetMs: state.clockOffsetMs,
    postsCountedFrom: new Date(state.epochMs).toISOString(),
    exchangeShape: state.exchangeShape,
    faults: sandbox.faults,
    usage: sandbox.usage,
    accounts: TEST_ACCOUNTS.map((member) => {
      const [newest] = listPosts(sandbox, member);
      return {
        account: member.key,
        id: member.appScopedId,
        userId: member.userId,
        ...readProfile(sandbox, member),
        newestPost: newest ? postIdAt({ member, index: newest.index }) : null,
        personal: personalMode(sandbox, member),
        withdrawn: accountState(sandbox, member).withdrawn,
        revocations: state.revocations.filter(({ account }) => account === member.key).length,
      };
    }),
    calls: { counts: calls.counts(), recent: calls.recent() },
  };
}

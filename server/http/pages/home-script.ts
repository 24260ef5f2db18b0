/** Plain JavaScript in a string, so that the page needs no build. Inserts responses as text only. */
export const HOME_SCRIPT = `const byId = (id) => document.getElementById(id);
const TIMEOUT_MS = 15000;

const run = byId("run");
const texts = JSON.parse(run.dataset.texts);
run.hidden = false;
run.addEventListener("click", async () => {
  run.disabled = true;
  byId("status").textContent = texts.asking;
  byId("pictures").replaceChildren();
  try {
    await showAnswer();
  } catch (error) {
    byId("status").textContent = error.name === "TimeoutError"
      ? texts.timeout
      : texts.unreachable;
  } finally {
    run.disabled = false;
  }
});

// The address names an account: its posts are what the visitor came for.
if ("runs" in run.dataset) {
  byId("query-step").scrollIntoView();
  run.click();
}

const copy = byId("copy");
copy.hidden = !navigator.clipboard;
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(byId("curl").textContent);
    byId("copied").textContent = texts.copied;
  } catch {
    byId("copied").textContent = texts.notCopied;
  }
});

async function showAnswer() {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: byId("query").textContent }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await response.json();
  const account = answer.data?.account;
  byId("answer").textContent = JSON.stringify(answer, null, 2);
  byId("answer-box").hidden = false;
  byId("status").textContent = sentence(answer, account);
  byId("pictures").replaceChildren(...(account?.media ?? []).flatMap((post, i) => picture(post, i, account)));
}

function sentence(answer, account) {
  const error = answer.errors?.[0];
  if (error) return [error.message, error.extensions?.nextStep].filter(Boolean).join(" ");
  if (!account) return new URLSearchParams(location.search).has("account") ? texts.unknown : texts.empty;
  const count = account.media.length;
  return (count === 1 ? texts.onePost : texts.posts).replace("{count}", count).replace("{username}", account.username);
}

function picture(post, i, account) {
  if (!post.mediaUrl) return [];
  const image = document.createElement("img");
  const { pathname, search } = new URL(post.mediaUrl, location.href);
  image.src = pathname + search;
  image.alt = texts.post.replace("{place}", i + 1).replace("{username}", account.username);
  const link = document.createElement("a");
  if (/^https?:/.test(post.permalink ?? "")) link.href = post.permalink;
  link.rel = "noreferrer";
  link.append(image);
  const item = document.createElement("li");
  item.append(link);
  return [item];
}
`;

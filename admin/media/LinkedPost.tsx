import { useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router-dom";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { LinkedPostDocument } from "../gql/graphql.js";
import { Lightbox } from "./Lightbox.js";
import { useSetHidden } from "./use-media.js";

/** The post that the address names, large. */
export function LinkedPost({ accountId }: { accountId: string }) {
  const [query, setQuery] = useSearchParams();
  const id = query.get(POST) ?? "";
  const { data } = useGraphqlQuery("accounts", LinkedPostDocument, {
    variables: { id },
    enabled: id !== "",
    refetchInterval: false,
  });
  const queries = useQueryClient();
  const setHidden = useSetHidden(accountId);
  const post = data?.mediaItem;
  if (!post) return null;
  function close() {
    setQuery(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete(POST);
        return after;
      },
      { replace: true },
    );
  }
  async function toggle() {
    if (post && (await setHidden(post.id, !post.hidden)))
      await queries.invalidateQueries({ queryKey: ["accounts", LinkedPostDocument] });
  }
  return (
    <Lightbox
      posts={[post]}
      at={0}
      totalCount={1}
      onMove={() => undefined}
      onNearEnd={() => undefined}
      onToggleHidden={() => void toggle()}
      onClose={close}
    />
  );
}

/** The parameter of the address that names the post. */
const POST = "post";

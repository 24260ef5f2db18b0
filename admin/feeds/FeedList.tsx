import { Box, Link, Typography } from "@mui/material";
import { CreateButton, TextInput } from "react-admin";
import { Route, Link as RouterLink, Routes } from "react-router-dom";
import type { FeedLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { feedUrl } from "../ui/list-url.js";
import { Page } from "../ui/Page.js";
import { RecordList } from "../ui/RecordList.js";
import { RecordColumn, RecordTable } from "../ui/RecordTable.js";
import { FeedCreate } from "./FeedCreate.js";
import { FeedHealth } from "./FeedHealth.js";
import { FeedStrip } from "./FeedStrip.js";

const Column = RecordColumn<FeedLineFragment>;
const COLUMNS = ["posts", "size", "mode", "health"];
const FILTERS = [<TextInput key="search" source="search" alwaysOn resettable helperText={false} />];

/** The feeds: what each shows, and how its accounts are. */
export function FeedList() {
  const translate = useTranslate();
  const title = translate("resources.feeds.name", { smart_count: 2 });
  const create = <CreateButton variant="contained" />;
  const empty = (
    <EmptyState
      title={translate("darkroom.feeds.list.empty")}
      text={translate("darkroom.feeds.list.empty_help")}
      action={create}
    />
  );
  return (
    <Page title={title}>
      <RecordList columns={COLUMNS} buttons={create} filters={FILTERS} empty={empty}>
        <RecordTable label={title}>
          <Column source="title" render={(feed) => <Name feed={feed} />} />
          <Column source="posts" render={({ posts }) => <FeedStrip posts={posts} />} />
          <Column source="size" render={(feed) => <Size feed={feed} />} />
          <Column source="mode" render={({ mode }) => translate(`darkroom.feeds.mode.${mode}`)} />
          <Column source="health" render={(feed) => <FeedHealth feed={feed} />} />
        </RecordTable>
      </RecordList>
      <Routes>
        <Route path="create" element={<FeedCreate />} />
        <Route path="*" element={null} />
      </Routes>
    </Page>
  );
}

interface CellProps {
  feed: FeedLineFragment;
}

function Name({ feed: { id, title, slug } }: CellProps) {
  return (
    <Box sx={{ overflowWrap: "anywhere" }}>
      <Link component={RouterLink} to={feedUrl(id)} sx={{ fontWeight: 600 }}>
        {title}
      </Link>
      <Typography variant="body2" color="text.secondary">
        <code>{slug}</code>
      </Typography>
    </Box>
  );
}

/** How many posts it shows, of how many at most. */
function Size({ feed: { size, posts } }: CellProps) {
  const translate = useTranslate();
  return translate("darkroom.feeds.list.size", { shown: posts.totalCount, size });
}

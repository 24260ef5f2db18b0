import { Box, Chip } from "@mui/material";
import { CreateButton } from "react-admin";
import { Route, Routes } from "react-router-dom";
import type { OperatorRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { Page } from "../ui/Page.js";
import { RecordList } from "../ui/RecordList.js";
import { RecordColumn, RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { PasswordButton, RemoveOperatorButton } from "./OperatorButtons.js";
import { OperatorCreate } from "./OperatorCreate.js";

const Column = RecordColumn<OperatorRowFragment>;
const COLUMNS = ["lastSignInAt", "createdAt"];

/** Those who may sign in. */
export function OperatorList() {
  const translate = useTranslate();
  const title = translate("resources.operators.name", { smart_count: 2 });
  return (
    <Page title={title}>
      <RecordList columns={COLUMNS} buttons={<CreateButton variant="contained" />}>
        <RecordTable label={title}>
          <Column source="email" render={(operator) => <Email operator={operator} />} />
          <Column source="lastSignInAt" render={({ lastSignInAt }) => <RelativeTime at={lastSignInAt} />} />
          <Column source="createdAt" render={({ createdAt }) => <RelativeTime at={createdAt} />} />
          <Column label="darkroom.ui.actions" align="right" render={(operator) => <Buttons operator={operator} />} />
        </RecordTable>
      </RecordList>
      <Routes>
        <Route path="create" element={<OperatorCreate />} />
        <Route path="*" element={null} />
      </Routes>
    </Page>
  );
}

function Email({ operator: { email, isYou } }: { operator: OperatorRowFragment }) {
  const translate = useTranslate();
  return (
    <Box component="span" sx={{ fontWeight: 600 }}>
      {email}
      {isYou && <Chip label={translate("darkroom.operators.you")} size="small" sx={{ ml: 1 }} />}
    </Box>
  );
}

function Buttons({ operator }: { operator: OperatorRowFragment }) {
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, justifyContent: { md: "flex-end" } }}>
      <PasswordButton operator={operator} />
      <RemoveOperatorButton operator={operator} />
    </Box>
  );
}

import AddIcon from "@mui/icons-material/PersonAddOutlined";
import { Box, Button, Chip, Tooltip } from "@mui/material";
import { useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type OperatorRowFragment, OperatorsDocument } from "../gql/graphql.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Page } from "../ui/Page.js";
import { Pager } from "../ui/Pager.js";
import { Panel } from "../ui/Panel.js";
import { Renewing } from "../ui/Renewing.js";
import { type Column, RowTable } from "../ui/RowTable.js";
import { When } from "../ui/When.js";
import { AddOperatorDialog } from "./AddOperatorDialog.js";
import { PasswordDialog } from "./PasswordDialog.js";
import { RemoveOperatorDialog } from "./RemoveOperatorDialog.js";

const PER_PAGE = 25;

type Asking = { what: "add" } | { what: "password" | "remove"; operator: OperatorRowFragment };

/** Those who may sign in. */
export function OperatorList() {
  const [page, setPage] = useState(0);
  const [asking, setAsking] = useState<Asking | null>(null);
  const variables = { first: PER_PAGE, offset: page * PER_PAGE };
  const { data, error, refetch, isPlaceholderData } = useGraphqlQuery({
    name: "operators",
    document: OperatorsDocument,
    variables,
    keepPrevious: true,
  });
  const totalCount = data?.operators?.totalCount ?? 0;
  const add = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setAsking({ what: "add" })}>
      Add operator
    </Button>
  );
  return (
    <Page title="Operators" actions={add}>
      <Panel title="Operators">
        {error && !data ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : (
          <Renewing isOld={isPlaceholderData}>
            <RowTable
              label="Operators"
              columns={columnsOf({ isLast: totalCount === 1, onAsk: setAsking })}
              rows={data?.operators?.nodes}
              keyOf={({ id }) => id}
            />
          </Renewing>
        )}
        <Pager page={page} perPage={PER_PAGE} totalCount={totalCount} onPage={setPage} />
      </Panel>
      <AskingDialog asking={asking} onClose={() => setAsking(null)} />
    </Page>
  );
}

function AskingDialog({ asking, onClose }: { asking: Asking | null; onClose(): void }) {
  if (asking?.what === "add") return <AddOperatorDialog onClose={onClose} />;
  if (asking?.what === "password") return <PasswordDialog operator={asking.operator} onClose={onClose} />;
  if (asking?.what === "remove") return <RemoveOperatorDialog operator={asking.operator} onClose={onClose} />;
  return null;
}

function columnsOf(how: { isLast: boolean; onAsk(asking: Asking): void }): Column<OperatorRowFragment>[] {
  return [
    { head: "E-mail", width: "36%", cell: (operator) => <Who operator={operator} /> },
    { head: "Last sign-in", cell: ({ lastSignInAt }) => <When at={lastSignInAt} /> },
    { head: "Added", cell: ({ createdAt }) => <When at={createdAt} /> },
    { head: "Acts", isActions: true, cell: (operator) => <Acts operator={operator} {...how} /> },
  ];
}

function Who({ operator: { email, isYou } }: { operator: OperatorRowFragment }) {
  return (
    <Box component="span" sx={{ fontWeight: 600 }}>
      {email} {isYou && <Chip label="You" size="small" sx={{ ml: 0.5 }} />}
    </Box>
  );
}

interface ActsProps {
  operator: OperatorRowFragment;
  isLast: boolean;
  onAsk(asking: Asking): void;
}

function Acts({ operator, isLast, onAsk }: ActsProps) {
  const { email } = operator;
  const why = isLast ? "This is the last operator: without one nobody could sign in." : "";
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, justifyContent: { md: "flex-end" } }}>
      <Button
        size="small"
        aria-label={`Change password of ${email}`}
        onClick={() => onAsk({ what: "password", operator })}
      >
        Change password
      </Button>
      <Tooltip title={why}>
        {/* Keeps the focus although the button is closed, so that the reason can be read. */}
        <span {...(isLast && { tabIndex: 0, role: "note", "aria-label": why })}>
          <Button
            size="small"
            color="error"
            disabled={isLast}
            aria-label={`Remove ${email}`}
            onClick={() => onAsk({ what: "remove", operator })}
          >
            Remove
          </Button>
        </span>
      </Tooltip>
    </Box>
  );
}

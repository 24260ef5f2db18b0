import {
  Box,
  Checkbox,
  FormControl,
  FormControlLabel,
  FormGroup,
  FormLabel,
  Radio,
  RadioGroup,
  TextField,
  Typography,
} from "@mui/material";
import type { ApiKeyScope } from "../gql/graphql.js";
import { AccountPicker } from "./AccountPicker.js";
import type { KeyDraft } from "./key-draft.js";
import { SCOPE_WORDS } from "./key-state.js";

interface FieldsProps {
  draft: KeyDraft;
  onChange(changes: Partial<KeyDraft>): void;
}

/** What can be said of a key when it is made and afterwards. */
export function KeyFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        autoFocus
        required
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
        helperText="Such as the site or app that uses it."
      />
      <FormControl>
        <FormLabel id="key-accounts">Which accounts it may read</FormLabel>
        <RadioGroup
          aria-labelledby="key-accounts"
          value={draft.allAccounts ? "all" : "some"}
          onChange={(_, which) => onChange({ allAccounts: which === "all" })}
        >
          <FormControlLabel value="some" control={<Radio />} label="Only these accounts" />
          <FormControlLabel value="all" control={<Radio />} label="All accounts, including future ones" />
        </RadioGroup>
      </FormControl>
      {!draft.allAccounts && <AccountPicker chosen={draft.accounts} onChoose={(accounts) => onChange({ accounts })} />}
      {draft.kind === "PUBLISHABLE" && (
        <TextField
          label="Sites, one per line"
          required
          multiline
          minRows={2}
          value={draft.originsText}
          onChange={(event) => onChange({ originsText: event.target.value })}
          placeholder="https://example.com"
          helperText="The key works only on these sites. https://*.example.com allows one subdomain level, https://*--site.netlify.app the previews of one site, http://localhost:* any local port."
        />
      )}
      <TextField
        label="Last day"
        type="date"
        value={draft.lastDay}
        onChange={(event) => onChange({ lastDay: event.target.value })}
        helperText="Without a date, it never expires."
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </>
  );
}

/** Where the key may live; for life, so it is asked once. */
export function KindField({ draft, onChange }: FieldsProps) {
  return (
    <FormControl>
      <FormLabel id="key-kind">Where it will be used</FormLabel>
      <RadioGroup
        aria-labelledby="key-kind"
        value={draft.kind}
        onChange={(_, kind) => onChange({ kind: kind as KeyDraft["kind"] })}
      >
        <FormControlLabel
          value="PUBLISHABLE"
          control={<Radio />}
          label={
            <Choice
              title="In a browser"
              text="Publishable: visitors can see it, so it works only on your sites and reads only public fields."
            />
          }
        />
        <FormControlLabel
          value="SECRET"
          control={<Radio />}
          label={<Choice title="On a server" text="Secret: it works from anywhere, so keep it private." />}
        />
      </RadioGroup>
    </FormControl>
  );
}

function Choice({ title, text }: { title: string; text: string }) {
  return (
    <Box sx={{ py: 0.75 }}>
      {title}
      <Typography variant="body2" color="text.secondary">
        {text}
      </Typography>
    </Box>
  );
}

const SCOPES: readonly ApiKeyScope[] = ["READ", "REFRESH", "CONNECT"];

/** What a secret key may do; for life, so it is asked once. */
export function ScopeField({ draft, onChange }: FieldsProps) {
  const toggle = (scope: ApiKeyScope) =>
    onChange({ scopes: SCOPES.filter((one) => draft.scopes.includes(one) !== (one === scope)) });
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">Permissions</FormLabel>
      <FormGroup>
        {SCOPES.map((scope) => (
          <FormControlLabel
            key={scope}
            control={<Checkbox checked={draft.scopes.includes(scope)} onChange={() => toggle(scope)} />}
            label={`${scope}: ${SCOPE_WORDS[scope]}`}
          />
        ))}
      </FormGroup>
    </FormControl>
  );
}

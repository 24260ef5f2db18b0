import CodeIcon from "@mui/icons-material/Code";
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  Tab,
  Tabs,
  Typography,
} from "@mui/material";
import { useId, useState } from "react";
import { ResourceContextProvider, useLocale } from "react-admin";
import type { FieldValues } from "react-hook-form";
import { useSubmit } from "../data-provider/use-submit.js";
import type { CreateApiKeyInput, CreateKeyMutation } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EMPTY } from "../keys/KeyCreate.js";
import { KeyInputs, KindInputs } from "../keys/KeyInputs.js";
import { inputOf } from "../keys/key-input.js";
import { CopyButton } from "../ui/CopyButton.js";
import { DialogForm } from "../ui/DialogForm.js";
import { SecretDialog } from "../ui/SecretDialog.js";
import { curlSnippet, KEY_PLACE, querySnippet } from "./feed-snippets.js";
import { type MadeKey, SiteKey } from "./SiteKey.js";
import { SitePreview } from "./SitePreview.js";
import { frameSnippet, pageAddress, phpSnippet, readerAddresses, type SiteFeed, tagSnippet } from "./site-snippets.js";
import type { FeedDetail } from "./use-draft.js";

interface UsePanelProps {
  feed: Pick<FeedDetail, "id" | "slug" | "title" | "layout" | "size">;
  publicUrl: string;
}

/** The button that opens what a site needs to show the feed. */
export function UseButton(props: UsePanelProps) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="contained" startIcon={<CodeIcon />} onClick={() => setIsOpen(true)}>
        {translate("darkroom.feeds.use.title")}
      </Button>
      {isOpen && <UsePanel {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** The ways to show it, and how to read it by queries. */
const SNIPPETS = {
  Tag: tagSnippet,
  PHP: phpSnippet,
  iframe: frameSnippet,
  WordPress: pageAddress,
  RSS: readerAddresses,
  GraphQL: ({ feed }: SiteFeed) => querySnippet(feed.slug),
  curl: ({ feed, key, publicUrl }: SiteFeed) => curlSnippet({ slug: feed.slug, key, publicUrl }),
} as const;

type Way = keyof typeof SNIPPETS;

const WAYS = Object.keys(SNIPPETS) as Way[];

/** How a site shows the feed, ready to be pasted, with a key for the site. */
function UsePanel({ feed, publicUrl, onClose }: UsePanelProps & { onClose(): void }) {
  const translate = useTranslate();
  const language = useLocale();
  const id = useId();
  const [way, setWay] = useState<Way>("Tag");
  const [made, setMade] = useState<MadeKey | null>(null);
  const [step, setStep] = useState<"SNIPPETS" | "KEY">("SNIPPETS");
  if (step === "KEY") return <KeyDialog feed={feed} publicUrl={publicUrl} onClose={() => setStep("SNIPPETS")} />;
  const text = SNIPPETS[way]({ feed, key: made?.key ?? KEY_PLACE, publicUrl, language });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby={id}>
      <DialogTitle id={id}>{translate("darkroom.feeds.use.title")}</DialogTitle>
      <DialogContent
        sx={{ display: "grid", gap: 1.5, gridAutoRows: "max-content", gridTemplateColumns: "minmax(0, 1fr)" }}
      >
        <Typography variant="body2">{translate("darkroom.feeds.use.intro", { slug: feed.slug })}</Typography>
        <SiteKey feed={feed} made={made} onMade={setMade} />
        <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1, justifyContent: "space-between" }}>
          <Tabs
            value={way}
            onChange={(_, chosen) => setWay(chosen)}
            variant="scrollable"
            allowScrollButtonsMobile
            aria-label={translate("darkroom.account.snippet.format")}
          >
            {WAYS.map((name) => (
              <Tab key={name} value={name} label={name} id={`${id}-${name}`} aria-controls={`${id}-text`} />
            ))}
          </Tabs>
          <CopyButton text={text} label={translate("darkroom.account.snippet.copy", { name: way })} />
        </Box>
        <Box component="pre" role="tabpanel" id={`${id}-text`} aria-labelledby={`${id}-${way}`} tabIndex={0} sx={CODE}>
          {text}
        </Box>
        <Typography variant="body2">
          <Link href="/docs/embed" target="_blank">
            {translate("darkroom.feeds.use.more")}
          </Link>
        </Typography>
        <SitePreview slug={feed.slug} />
      </DialogContent>
      <DialogActions>
        <Button onClick={() => setStep("KEY")} variant="outlined">
          {translate("darkroom.feeds.use.make_key")}
        </Button>
        <Button onClick={onClose}>{translate("darkroom.ui.done")}</Button>
      </DialogActions>
    </Dialog>
  );
}

// It scrolls where a line is longer than the screen; the keyboard must reach that.
const CODE = {
  bgcolor: "background.default",
  borderRadius: 1.5,
  fontSize: "0.8125rem",
  m: 0,
  maxHeight: "24rem",
  overflow: "auto",
  p: 2,
};

/** Creates a key that reads this feed and nothing else, and shows it this once. */
function KeyDialog({ feed, publicUrl, onClose }: UsePanelProps & { onClose(): void }) {
  const translate = useTranslate();
  const [created, setCreated] = useState<CreateKeyMutation["createApiKey"] | null>(null);
  const create = useSubmit("createApiKey", setCreated);
  function submit({ name, kind, scopes, origins, expiresAt }: FieldValues) {
    const input = inputOf({ name, kind, scopes, origins, expiresAt }) as CreateApiKeyInput;
    return create({ input: { ...input, feedIds: [feed.id] } });
  }
  if (created) {
    const example = curlSnippet({ slug: feed.slug, key: created.key, publicUrl });
    return (
      <SecretDialog
        title={translate("darkroom.keys.created_title", { name: created.apiKey.name })}
        label={translate("resources.apiKeys.name", { smart_count: 1 })}
        text={created.key}
        copyLabel={translate("darkroom.keys.copy")}
        warning={translate("darkroom.ui.shown_once")}
        onClose={onClose}
      >
        {created.apiKey.kind === "SECRET" && (
          <Box component="pre" sx={CODE} tabIndex={0} aria-label={translate("darkroom.keys.example")}>
            {example}
          </Box>
        )}
      </SecretDialog>
    );
  }
  return (
    <DialogForm
      title={translate("darkroom.feeds.use.make_key")}
      saveLabel={translate("resources.apiKeys.action.create")}
      isWide
      defaultValues={{ ...EMPTY, name: feed.title }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography color="text.secondary">{translate("darkroom.feeds.use.key_help")}</Typography>
      <ResourceContextProvider value="apiKeys">
        <KindInputs />
        <KeyInputs hasAccounts={false} />
      </ResourceContextProvider>
    </DialogForm>
  );
}

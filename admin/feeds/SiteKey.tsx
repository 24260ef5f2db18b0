import { Alert, Button, Stack, TextField } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { useTranslate } from "../i18n/use-translate.js";
import { siteOrigin } from "./site-origin.js";
import type { FeedDetail } from "./use-draft.js";

export interface MadeKey {
  key: string;
  origin: string;
}

interface SiteKeyProps {
  feed: Pick<FeedDetail, "id" | "title">;
  made: MadeKey | null;
  onMade(made: MadeKey): void;
}

/** Says which origin a site has, makes a publishable key for it on the spot, and says whether the key lets it in. */
export function SiteKey({ feed, made, onMade }: SiteKeyProps) {
  const translate = useTranslate();
  const [address, setAddress] = useState("");
  const origin = siteOrigin(address);
  const [create, isCreating] = useAction("createApiKey", {
    onSuccess: ({ key, apiKey }) => onMade({ key, origin: apiKey.origins[0] ?? "" }),
  });
  const make = (site: string) => {
    const name = `${feed.title} (${new URL(site).host})`.slice(0, 200);
    create({ input: { name, kind: "PUBLISHABLE", scopes: ["READ"], origins: [site], feedIds: [feed.id] } });
  };
  const isWrong = address.trim() !== "" && origin === null;
  const help = isWrong ? "site_wrong" : origin === null ? "site_help" : "site_origin";
  return (
    <>
      <Stack direction={{ xs: "column", sm: "row" }} sx={{ alignItems: { sm: "flex-start" }, gap: 1 }}>
        <TextField
          label={translate("darkroom.feeds.use.site")}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
          placeholder="https://www.example.com"
          error={isWrong}
          helperText={translate(`darkroom.feeds.use.${help}`, { origin: origin ?? "" })}
          fullWidth
          slotProps={{ htmlInput: { inputMode: "url", autoComplete: "url", maxLength: 300 } }}
        />
        <Button
          variant="contained"
          disabled={origin === null || isCreating || made?.origin === origin}
          onClick={() => origin !== null && make(origin)}
          sx={{ flexShrink: 0, mt: { sm: 1 } }}
        >
          {translate("darkroom.feeds.use.make_site_key")}
        </Button>
      </Stack>
      <div role="status">
        {made && origin !== null && (
          <Alert severity={made.origin === origin ? "success" : "warning"}>
            {translate(made.origin === origin ? "darkroom.feeds.use.lets_in" : "darkroom.feeds.use.keeps_out", {
              origin,
              allowed: made.origin,
            })}
          </Alert>
        )}
      </div>
    </>
  );
}

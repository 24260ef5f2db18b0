import { Box, ButtonBase, Typography } from "@mui/material";
import { useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type LightboxPartFragment, type MediaTileFragment, PostDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ownPath } from "../lib/own-path.js";
import { useAltText } from "./use-alt-text.js";

/** A post's picture or film, large; the parts of an album one at a time. */
export function LightboxMedia({ post }: { post: MediaTileFragment }) {
  const { data } = useGraphqlQuery("media", PostDocument, { variables: { id: post.id } });
  const [at, setAt] = useState(0);
  const parts = data?.mediaItem?.children ?? [];
  const part = parts[at] ?? data?.mediaItem;
  return (
    <Box sx={{ bgcolor: "background.default", display: "grid", gridTemplateRows: "1fr auto", minWidth: 0 }}>
      <Box sx={STAGE} style={{ backgroundColor: post.image?.palette?.[0] }}>
        {part ? <Part part={part} /> : null}
      </Box>
      {parts.length > 1 && <Parts parts={parts} at={at} onChoose={setAt} />}
    </Box>
  );
}

function Part({ part: { mediaType, mediaUrl, image } }: { part: LightboxPartFragment }) {
  const translate = useTranslate();
  const altText = useAltText();
  if (mediaType === "VIDEO" && mediaUrl) {
    return (
      <video
        src={ownPath(mediaUrl)}
        controls
        playsInline
        preload="metadata"
        {...(image && { poster: ownPath(image.url), "aria-label": altText(image.alt) })}
        style={SHOWN}
      />
    );
  }
  if (!image) return <Typography>{translate("darkroom.media.lightbox.no_picture")}</Typography>;
  return <img src={ownPath(image.url)} alt={altText(image.alt)} style={SHOWN} />;
}

interface PartsProps {
  parts: readonly LightboxPartFragment[];
  at: number;
  onChoose(at: number): void;
}

function Parts({ parts, at, onChoose }: PartsProps) {
  const translate = useTranslate();
  return (
    <Box
      role="group"
      aria-label={translate("darkroom.media.lightbox.parts")}
      sx={{ display: "flex", gap: 1, overflowX: "auto", p: 1 }}
    >
      {parts.map((part, place) => (
        <ButtonBase
          key={part.id}
          onClick={() => onChoose(place)}
          aria-label={translate("darkroom.media.lightbox.part", { at: place + 1, count: parts.length })}
          aria-pressed={place === at}
          sx={{ ...THUMB, borderColor: place === at ? "primary.main" : "transparent" }}
        >
          {part.thumb ? <img src={ownPath(part.thumb.url)} alt="" style={THUMB_PICTURE} /> : place + 1}
        </ButtonBase>
      ))}
    </Box>
  );
}

const STAGE = { display: "grid", minHeight: { xs: 280, md: 480 }, placeItems: "center" };
const SHOWN = { display: "block", maxHeight: "72vh", maxWidth: "100%", objectFit: "contain" } as const;
const THUMB = { border: 3, borderRadius: 1, flex: "none", height: 56, overflow: "hidden", width: 56 };
const THUMB_PICTURE = { height: "100%", objectFit: "cover", width: "100%" } as const;

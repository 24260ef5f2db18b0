import { Fragment, type ReactNode } from "react";
import { type MessageKey, useTranslate } from "./use-translate.js";

const MARK = "\u0000";

interface PhraseProps {
  text: MessageKey;
  /** What the placeholders of the text stand for. */
  parts: Readonly<Record<string, ReactNode>>;
}

/** A text with elements in it, such as links: each stands where the language puts it. */
export function Phrase({ text, parts }: PhraseProps) {
  const translate = useTranslate();
  const marked = Object.fromEntries(Object.keys(parts).map((name) => [name, MARK + name + MARK]));
  // Between two marks is a name, at every second place.
  return translate(text, marked)
    .split(MARK)
    .map((piece, place) => (place % 2 === 0 ? piece : <Fragment key={piece}>{parts[piece]}</Fragment>));
}

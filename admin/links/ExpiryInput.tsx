import { required, SelectInput } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";

const DAY_MS = 86_400_000;
const CHOICES_DAYS = [1, 3, 7, 14, 30] as const;

/** How long a link is valid when nobody chooses. */
export const EXPIRY = { days: 7 };

/** How long a link is to be valid, in `days`. */
export function ExpiryInput() {
  const translate = useTranslate();
  const choices = CHOICES_DAYS.map((days) => ({
    id: days,
    name: translate("darkroom.links.days", { smart_count: days }),
  }));
  return (
    <SelectInput
      source="days"
      label="darkroom.links.valid_for"
      choices={choices}
      translateChoice={false}
      validate={required()}
      helperText="darkroom.links.valid_for_help"
    />
  );
}

/** The instant so many days ahead, as the API takes it. */
export function daysAhead(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString();
}

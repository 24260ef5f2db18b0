import { type Theme, ThemeProvider } from "@mui/material/styles";
import { type ReactNode, useCallback } from "react";
import { Loading, useTranslate } from "react-admin";

/** Names each spinner below it to screen readers, in the language that is chosen: MUI gives them no name. */
export function SpinnerLabel({ children }: { children: ReactNode }) {
  const translate = useTranslate();
  const label = translate("ra.page.loading");
  const themeOf = useCallback(
    (outer: Theme) => ({
      ...outer,
      components: { ...outer.components, MuiCircularProgress: { defaultProps: { "aria-label": label } } },
    }),
    [label],
  );
  return <ThemeProvider theme={themeOf}>{children}</ThemeProvider>;
}

/** What stands in the place of the dashboard until it is known who opens it. */
export function LoadingPage() {
  return (
    <SpinnerLabel>
      <Loading />
    </SpinnerLabel>
  );
}

import { Alert, Box, Button, Card, Link, TextField, Typography } from "@mui/material";
import { type FormEvent, useState } from "react";
import { LocalesMenuButton, Notification, useLogin } from "react-admin";
import { BRAND } from "../brand.js";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ApiError } from "../lib/api-error.js";
import { InlineCode } from "../ui/InlineCode.js";
import { PasswordField } from "../ui/PasswordField.js";
import { useDocumentTitle } from "../ui/use-document-title.js";
import { signOutReason } from "./sign-out-reason.js";
import { useCountdown } from "./use-countdown.js";

/** E-mail and password; why one is here and what the server refuses is said above the fields. */
export function SignInPage() {
  const translate = useTranslate();
  useDocumentTitle(translate("darkroom.signIn.title"));
  return (
    <Box component="main" sx={GROUND}>
      <Card sx={{ maxWidth: 400, p: { xs: 3, sm: 4 }, width: "100%" }}>
        <Link href="/" color="inherit" underline="none" sx={NAME}>
          <img src={BRAND.markUrl} alt="" width="36" height="36" />
          {BRAND.name}
        </Link>
        <Typography component="h1" variant="h1" sx={{ my: 2.5 }}>
          {translate("darkroom.signIn.title")}
        </Typography>
        <SignInForm />
        <Typography variant="body2" color="text.secondary" sx={{ mt: 2.5 }}>
          <InlineCode text={translate("darkroom.signIn.no_password")} />
        </Typography>
        <Box sx={{ mt: 1.5, mx: -1 }}>
          <LocalesMenuButton />
        </Box>
      </Card>
      <Notification />
    </Box>
  );
}

function SignInForm() {
  const translate = useTranslate();
  const { signIn, refusal, isBusy, waitS } = useSignIn();
  const [missing, setMissing] = useState<{ email?: boolean; password?: boolean }>({});

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get("email")).trim();
    const password = String(form.get("password"));
    setMissing({ email: email === "", password: password === "" });
    if (email !== "" && password !== "" && waitS === 0) await signIn({ email, password });
  }

  return (
    <Box component="form" noValidate onSubmit={onSubmit} sx={{ display: "grid", gap: 2.5 }}>
      <Box role="alert">
        <Message refusal={refusal} waitS={waitS} />
      </Box>
      <TextField
        label={translate("darkroom.signIn.email")}
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        required
        fullWidth
        error={missing.email === true}
        helperText={missing.email && translate("darkroom.signIn.email_missing")}
      />
      <PasswordField
        label={translate("darkroom.signIn.password")}
        name="password"
        autoComplete="current-password"
        required
        error={missing.password === true}
        helperText={missing.password && translate("darkroom.signIn.password_missing")}
      />
      <Button type="submit" variant="contained" size="large" loading={isBusy} disabled={waitS > 0}>
        {waitS > 0 ? translate("darkroom.signIn.wait", { time: minutesOf(waitS) }) : translate("darkroom.signIn.title")}
      </Button>
    </Box>
  );
}

function useSignIn() {
  const login = useLogin();
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [waitS, wait] = useCountdown();

  async function signIn(pair: { email: string; password: string }) {
    setIsBusy(true);
    try {
      await login(pair);
    } catch (error) {
      setIsBusy(false);
      setRefusal(error);
      if (isRateLimit(error)) wait(error.retryAfterS ?? 60);
    }
  }
  return { signIn, refusal, isBusy, waitS };
}

function Message({ refusal, waitS }: { refusal: unknown; waitS: number }) {
  const translate = useTranslate();
  const reason = signOutReason();
  if (isRateLimit(refusal)) return waitS > 0 && <Alert severity="warning">{errorText(refusal, translate)}</Alert>;
  if (refusal) return <Alert severity="error">{errorText(refusal, translate)}</Alert>;
  return reason && <Alert severity="info">{translate(`darkroom.signIn.ended.${reason}`)}</Alert>;
}

function isRateLimit(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === "RATE_LIMITED";
}

/** Such as 14:05. */
function minutesOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const GROUND = { display: "grid", minHeight: "100vh", placeItems: "center", p: 2 };
const NAME = { alignItems: "center", display: "inline-flex", fontSize: "1.25rem", fontWeight: 650, gap: 1 };

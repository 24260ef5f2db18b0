import { type FormEvent, useState } from "react";
import { errorText } from "../i18n/error-text.js";
import type { Translate } from "../i18n/use-translate.js";
import { ApiError } from "../lib/api-error.js";
import { Icon } from "./Icon.js";
import { PasswordInput } from "./PasswordInput.js";
import { signOutReason } from "./sign-out-reason.js";
import { TextInput } from "./TextInput.js";
import { useCountdown } from "./use-countdown.js";

export interface Credentials {
  email: string;
  password: string;
}

interface SignInFormProps {
  translate: Translate;
  onSignIn(credentials: Credentials): Promise<unknown>;
}

export function SignInForm({ translate, onSignIn }: SignInFormProps) {
  const { signIn, refusal, isBusy, waitS } = useSignIn(onSignIn);
  const [missing, setMissing] = useState({ email: false, password: false });

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get("email")).trim();
    const password = String(form.get("password"));
    setMissing({ email: email === "", password: password === "" });
    if (email !== "" && password !== "" && waitS === 0 && !isBusy) await signIn({ email, password });
  }

  return (
    <form noValidate onSubmit={onSubmit}>
      <div role="alert">
        <Message refusal={refusal} waitS={waitS} translate={translate} />
      </div>
      <TextInput
        label={translate("darkroom.signIn.email")}
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        fault={missing.email ? translate("darkroom.signIn.email_missing") : null}
      />
      <PasswordInput
        translate={translate}
        fault={missing.password ? translate("darkroom.signIn.password_missing") : null}
      />
      <button className="sign-in-submit" type="submit" disabled={waitS > 0} aria-busy={isBusy}>
        {waitS > 0 ? translate("darkroom.signIn.wait", { time: minutesOf(waitS) }) : translate("darkroom.signIn.title")}
      </button>
    </form>
  );
}

function useSignIn(onSignIn: SignInFormProps["onSignIn"]) {
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [waitS, wait] = useCountdown();

  async function signIn(credentials: Credentials) {
    setIsBusy(true);
    try {
      await onSignIn(credentials);
    } catch (error) {
      setIsBusy(false);
      setRefusal(error);
      if (isRateLimit(error)) wait(error.retryAfterS ?? 60);
    }
  }
  return { signIn, refusal, isBusy, waitS };
}

function Message({ refusal, waitS, translate }: { refusal: unknown; waitS: number; translate: Translate }) {
  const reason = signOutReason();
  if (isRateLimit(refusal)) return waitS > 0 && <Alert severity="warning" text={errorText(refusal, translate)} />;
  if (refusal) return <Alert severity="error" text={errorText(refusal, translate)} />;
  return reason && <Alert severity="info" text={translate(`darkroom.signIn.ended.${reason}`)} />;
}

function Alert({ severity, text }: { severity: "error" | "warning" | "info"; text: string }) {
  return (
    <div className={`sign-in-alert sign-in-${severity}`}>
      <Icon name={severity} />
      <span>{text}</span>
    </div>
  );
}

function isRateLimit(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === "RATE_LIMITED";
}

/** Such as 14:05. */
function minutesOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

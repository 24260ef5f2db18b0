import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A mail as the server took it: who it was for, and its whole text. */
export interface Mailed {
  to: string[];
  from: string;
  /** As sent; decode it with `decoded`. */
  raw: string;
}

export interface MailServer {
  port: number;
  mails: Mailed[];
  /** What `ada` must say; any other name or password is refused. */
  password: string;
  /** How often somebody said a name and a password. */
  loginCount: number;
  /** Set: mails are refused with this code. */
  rejectWith: number | null;
  close(): Promise<void>;
}

/** A mail server on a free port, which wants a name and a password. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const state: Omit<MailServer, "port" | "close"> = {
    mails: [],
    password: "mail-password",
    loginCount: 0,
    rejectWith: null,
  };
  const server = new SMTPServer({
    authMethods: ["PLAIN", "LOGIN"],
    allowInsecureAuth: true,
    disabledCommands: options.secure ? [] : ["STARTTLS"],
    logger: false,
    onAuth(auth, _session, done) {
      state.loginCount++;
      const isRight = auth.username === "ada@mail.example" && auth.password === state.password;
      done(isRight ? null : new Error(`${auth.username} ${auth.password} is wrong`), { user: auth.username });
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const apiError = Object.assign(new Error("no thanks"), { responseCode: state.rejectWith });
        if (state.rejectWith !== null) return done(apiError);
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : "";
        state.mails.push({ from, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  server.on("error", () => undefined);
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(state, { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) });
}

/** A header of a mail, unfolded. */
export function headerOf(mail: Mailed, name: string): string | undefined {
  const head = mail.raw.split("\r\n\r\n")[0]?.replace(/\r\n[ \t]+/g, " ") ?? "";
  return new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1];
}

/** The part of a mail that has this type, decoded. */
export function partOf(mail: Mailed, type: string): string {
  const part = mail.raw.split(/\r\n--/).find((text) => text.includes(`Content-Type: ${type}`)) ?? "";
  const [head = "", ...body] = part.split("\r\n\r\n");
  const text = body.join("\r\n\r\n");
  if (/encoding: base64/i.test(head)) return Buffer.from(text, "base64").toString();
  if (!/encoding: quoted-printable/i.test(head)) return text;
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

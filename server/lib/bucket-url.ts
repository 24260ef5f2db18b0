import { isLocalHost } from "./net.js";
import { InvalidSettingError } from "./parse-setting.js";
import { Secret } from "./secret.js";

export interface BucketAddress {
  url: string;
  /** Precedes every name; empty or ending in a slash. */
  prefix: string;
  region: string;
  accessKey: string;
  secretKey: Secret;
}

/** `s3://KEY:SECRET@host[:port]/bucket[/prefix][?region=…]`. Uses https, except on localhost or with `?tls=off`. */
export function parseBucketUrl(text: string): BucketAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "s3:" || !url.hostname) throw new InvalidSettingError("must begin with s3://, keys and a host");
  if (!url.username || !url.password) throw new InvalidSettingError("must hold both keys: s3://KEY:SECRET@host/bucket");
  const [bucket, ...prefix] = url.pathname.split("/").filter((part) => part !== "");
  if (!bucket || !/^[\w.-]{3,63}$/.test(bucket)) throw new InvalidSettingError("must name a bucket after the host");
  if (prefix.some((part) => !/^[\w.-]{1,100}$/.test(part) || /^\.+$/.test(part)))
    throw new InvalidSettingError("must have a prefix of letters, digits, dots and dashes");
  const isPlain = isLocalHost(url.hostname) || url.searchParams.get("tls") === "off";
  return {
    url: `${isPlain ? "http" : "https"}://${url.host}/${bucket}`,
    prefix: prefix.map((part) => `${part}/`).join(""),
    region: url.searchParams.get("region") ?? regionOf(url.hostname),
    accessKey: decodeURIComponent(url.username),
    secretKey: new Secret(decodeURIComponent(url.password)),
  };
}

function regionOf(hostname: string): string {
  return /^s3[.-]([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com/.exec(hostname)?.[1] ?? "us-east-1";
}

import type { lookup } from "node:dns";
import { expect, test } from "vitest";
import { readConfig } from "../../../server/config/config.js";
import { allowedUrl } from "../../../server/features/assets/allowed-url.js";
import { fetchPublicUrl } from "../../../server/lib/fetch-public-url.js";

const live = readConfig({
  INSTAGRAM_APP_ID: "1234567890",
  INSTAGRAM_APP_SECRET: "0123456789abcdef",
  INSTAGRAM_CDN_HOSTS: "*.cdninstagram.com,cdn.example:8443,127.0.0.1",
});

test.each([
  "https://scontent-fra3-1.cdninstagram.com/v/1.jpg?oe=1",
  "https://a.b.cdninstagram.com/v/1.jpg",
  "https://cdn.example:8443/1.jpg",
  "https://graph.instagram.com/1.jpg",
])("%s may be read, from a public address", (address) => {
  expect(allowedUrl(live, address).url.href).toBe(address);
});

test("a host that is named and lies on this machine may be private, and plain", () => {
  expect(allowedUrl(live, "http://127.0.0.1:5000/1.jpg").mayBePrivate).toBe(true);
  expect(allowedUrl(live, "https://scontent.cdninstagram.com/1.jpg").mayBePrivate).toBe(false);
});

test.each([
  "http://scontent.cdninstagram.com/1.jpg",
  "https://cdninstagram.com/1.jpg",
  "https://evilcdninstagram.com/1.jpg",
  "https://scontent.cdninstagram.com.evil.example/1.jpg",
  "https://scontent.cdninstagram.com:8080/1.jpg",
  "https://user:password@scontent.cdninstagram.com/1.jpg",
  "https://cdn.example/1.jpg",
  "https://[::1]/1.jpg",
  "http://169.254.169.254/latest/meta-data",
  "file:///etc/passwd",
  "ftp://scontent.cdninstagram.com/1.jpg",
  "no address",
])("%s may not be read", (address) => {
  expect(() => allowedUrl(live, address)).toThrow("HOST_NOT_ALLOWED");
});

test("the sandbox's pictures are read inside this machine, by whatever name the world knows them", () => {
  const sandbox = readConfig({ PUBLIC_URL: "https://feed.example", PORT: "4123" });
  expect(allowedUrl(sandbox, "https://feed.example/sandbox/cdn/v/1.jpg?oe=1").url.href).toBe(
    "http://127.0.0.1:4123/sandbox/cdn/v/1.jpg?oe=1",
  );
  expect(() => allowedUrl(sandbox, "https://feed.example/graphql")).not.toThrow();
});

const resolveTo = (...addresses: string[]) =>
  ((_name: string, _options: unknown, callback: (error: null, found: { address: string; family: number }[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    )) as unknown as typeof lookup;

test.each([[["127.0.0.1"]], [["10.0.0.8"]], [["157.240.1.1", "192.168.0.10"]], [["::ffff:127.0.0.1"]]])(
  "a host that resolves to %s is not called",
  async (addresses) => {
    const opening = fetchPublicUrl(new URL("https://scontent.cdninstagram.com/1.jpg"), {
      idleMs: 1_000,
      mayBePrivate: false,
      resolve: resolveTo(...addresses),
    });
    await expect(opening).rejects.toThrow("PRIVATE_ADDRESS");
  },
);

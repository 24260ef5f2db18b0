import { expect, test } from "vitest";
import { isPrivateAddress } from "../../server/lib/private-address.js";

test.each([
  ..."127.0.0.1 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255".split(
    " ",
  ),
  ..."::1 :: fe80::1 fc00::1 fd12::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::".split(" "),
  "no address",
])("%s is private", (address) => expect(isPrivateAddress(address)).toBe(true));

test.each(["157.240.1.1", "8.8.8.8", "172.32.0.1", "2a03:2880:f21c::1", "::ffff:157.240.1.1"])(
  "%s is public",
  (address) => expect(isPrivateAddress(address)).toBe(false),
);

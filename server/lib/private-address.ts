import { BlockList, isIP } from "node:net";

/** True if an IP address is not on the public internet. IPv4 inside IPv6 counts as the IPv4 address. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  return version === 0 || PRIVATE.check(address, version === 6 ? "ipv6" : "ipv4");
}

// IANA's special-purpose registries: addresses that are not globally reachable, and those that wrap or tunnel IPv4.
const SUBNETS = [
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24",
  "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4",
  "::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8",
];

const PRIVATE = new BlockList();
for (const subnet of SUBNETS.join(" ").split(" ")) {
  const [address = "", bits] = subnet.split("/");
  PRIVATE.addSubnet(address, Number(bits), isIP(address) === 6 ? "ipv6" : "ipv4");
}

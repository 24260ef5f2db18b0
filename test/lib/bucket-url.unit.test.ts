import { expect, test } from "vitest";
import { readConfig } from "../../server/config/config.js";
import { parseBucketUrl } from "../../server/lib/bucket-url.js";

test("a bucket's address holds host, bucket, prefix, keys and region", () => {
  const bucket = parseBucketUrl("s3://AKIA:se%2Fcret@s3.eu-central-1.amazonaws.com/my-bucket/dark/room");
  expect(bucket).toMatchObject({
    url: "https://s3.eu-central-1.amazonaws.com/my-bucket",
    prefix: "dark/room/",
    region: "eu-central-1",
    accessKey: "AKIA",
  });
  expect(bucket.secretKey.reveal()).toBe("se/cret");
});

test("a store on this machine is reached by http, others only when they say so", () => {
  expect(parseBucketUrl("s3://a:b@localhost:9000/bucket").url).toBe("http://localhost:9000/bucket");
  expect(parseBucketUrl("s3://a:b@minio.example:9000/bucket?region=x").url).toBe("https://minio.example:9000/bucket");
  expect(parseBucketUrl("s3://a:b@minio:9000/bucket?tls=off").url).toBe("http://minio:9000/bucket");
});

test("a fault in the setting shows no key", () => {
  for (const url of ["s3://AKIA:topsecret@host", "https://AKIA:topsecret@host/bucket", "s3://topsecret@host/bucket"]) {
    expect(() => readConfig({ FILES_URL: url })).toThrow(/FILES_URL: must/);
    expect(() => readConfig({ FILES_URL: url })).not.toThrow(/topsecret/);
  }
});

test("sizes and hosts are read with their units and wildcards", () => {
  const config = readConfig({
    FILES_MAX_BYTES: "50G",
    INSTAGRAM_CDN_HOSTS: "*.Example.com, cdn.example:8443",
    KEEP_VIDEOS: "on",
  });
  expect(config).toMatchObject({
    filesMaxBytes: 50 * 1024 ** 3,
    cdnHosts: ["*.example.com", "cdn.example:8443"],
    keepVideos: true,
  });
  expect(() => readConfig({ FILES_MAX_BYTES: "1K" })).toThrow(/from 10M up/);
  expect(() => readConfig({ INSTAGRAM_CDN_HOSTS: "https://x" })).toThrow(/comma list of hosts/);
});

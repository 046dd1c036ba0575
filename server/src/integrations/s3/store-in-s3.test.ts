import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AwsV4Signer } from "aws4fetch";
import { outwardFetch } from "../../egress/outward/outward.ts";
import { systemClock } from "../../framework/clock.ts";
import type { S3Bucket } from "../../framework/context.ts";
import { describeObjectStore, readAll } from "../roles/object-store.contract.ts";
import { readListing } from "./read-listing.ts";
import { storeInS3 } from "./store-in-s3.ts";
import { hasSwift, startSwift, type Swift } from "./testing/start-swift.ts";

const mustRun = process.env["AVOW_TEST_S3"] === "1";

async function openBucket(swift: Swift, changed: Partial<S3Bucket> = {}) {
  const { endpoint, accessKeyId, secretAccessKey } = swift;
  const spoolFolder = join(await mkdtemp(join(tmpdir(), "avow-spool-")), "spool");
  const bucket = { endpoint, bucket: "avow-files", region: "us-east-1", accessKeyId, secretAccessKey, spoolFolder };
  const fetch = outwardFetch({ allowLoopback: true, maxResponseBytes: Number.MAX_SAFE_INTEGER });
  return { store: storeInS3({ ...bucket, ...changed }, { fetch, clock: systemClock }), spoolFolder, fetch };
}

async function makeBucket({ endpoint, accessKeyId, secretAccessKey }: Swift): Promise<void> {
  const keys = { accessKeyId, secretAccessKey, region: "us-east-1", service: "s3" };
  const signed = await new AwsV4Signer({ ...keys, method: "PUT", url: `${endpoint}/avow-files` }).sign();
  const made = await fetch(signed.url, { method: signed.method, headers: signed.headers });
  if (!made.ok) throw new Error(`no bucket: ${made.status} ${await made.text()}`);
}

// oxlint-disable-next-line vitest/no-conditional-tests -- Swift is there where its packages are; CI demands it
if (mustRun || hasSwift()) {
  let swift: Swift;
  beforeAll(async () => {
    swift = await startSwift();
    await makeBucket(swift);
  }, 120_000);
  afterAll(() => swift.stop());

  describeObjectStore("S3, as OpenStack Swift speaks it", async () => {
    const { store, spoolFolder, fetch } = await openBucket(swift);
    const close = async () => {
      await fetch.close();
      await rm(spoolFolder, { recursive: true });
    };
    return { store, countStaged: async () => (await readdir(spoolFolder)).length, close };
  });

  test("a server that checks signatures refuses another secret, and its words do not come through", async () => {
    const { store, fetch } = await openBucket(swift, { secretAccessKey: "guessed" });
    const refused = readAll(store.read("0123456789abcdef", { start: 0, end: 1 }));
    await expect(refused).rejects.toMatchObject({ name: "S3Refused", status: 403, code: "SignatureDoesNotMatch" });
    await fetch.close();
  });
}

test("a listing tells its objects and where it goes on, and leaves out what is not ours", () => {
  const content = (key: string) =>
    `<Contents><Key>${key}</Key><LastModified>2026-11-21T08:00:00.000Z</LastModified><Size>7</Size></Contents>`;
  const xml = `<ListBucketResult><IsTruncated>true</IsTruncated>${content("0123abcd-ef")}${content("Not/ours")}<NextContinuationToken>a&amp;b</NextContinuationToken></ListBucketResult>`;
  const modifiedAt = new Date("2026-11-21T08:00:00Z");
  expect(readListing(xml)).toEqual({ objects: [{ name: "0123abcd-ef", bytes: 7, modifiedAt }], next: "a&b" });
  expect(readListing("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>")).toEqual({
    objects: [],
    next: undefined,
  });
});

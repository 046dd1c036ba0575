import { AwsV4Signer } from "aws4fetch";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Clock } from "../../framework/clock.ts";
import type { S3Bucket } from "../../framework/context.ts";
import type { Fetch, FetchResponse } from "../roles/calls/fetch.ts";
import { checkObjectName, ObjectMissing, type ObjectStore } from "../roles/object-store.ts";
import { clearSpool, spool } from "../roles/spool.ts";
import { readListing } from "./read-listing.ts";
import { S3Refused } from "./s3-refused.ts";

const emptyDigest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

type Ask = { method: string; path?: string; query?: Record<string, string>; headers?: Record<string, string> };
type Payload = { path: string; bytes: number; digest: string };

/**
 * Objects in a bucket of an S3-speaking server. Every request is signed (AWS Signature Version 4) with the SHA-256 of
 * what it carries, so the server refuses bytes that changed on their way.
 */
export function storeInS3(bucket: S3Bucket, { fetch, clock }: { fetch: Fetch; clock: Clock }): ObjectStore {
  const ask = async ({ method, path = "", query = {}, headers = {} }: Ask, payload?: Payload) => {
    const url = new URL(`${bucket.endpoint.replace(/\/$/, "")}/${bucket.bucket}${path && `/${path}`}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const digest = { "x-amz-content-sha256": payload?.digest ?? emptyDigest };
    const length = payload ? { "content-length": String(payload.bytes) } : undefined;
    const signed = await sign(bucket, clock, { method, url, headers: { ...headers, ...digest } });
    const body = payload ? { body: createReadStream(payload.path) } : {};
    return fetch(url.href, { method, headers: { ...signed, ...length }, ...body });
  };
  return {
    async stage(chunks) {
      const hash = createHash("sha256");
      const spooled = await spool(bucket.spoolFolder, chunks, hash);
      const payload = { ...spooled, digest: hash.digest("hex") };
      const discard = () => rm(payload.path, { force: true });
      return {
        async publish(name) {
          await finish(await ask({ method: "PUT", path: checkObjectName(name) }, payload), [200, 201]);
          await discard();
        },
        discard,
      };
    },
    async *read(name, { start, end }) {
      if (end <= start) return;
      const range = { range: `bytes=${start}-${end - 1}` };
      const answer = await ask({ method: "GET", path: checkObjectName(name), headers: range });
      if (answer.status !== 206) return void (await finish(answer, [206]));
      yield* answer.body ?? [];
    },
    remove: async (name) =>
      finish(await ask({ method: "DELETE", path: checkObjectName(name) }), [200, 204, 404]).then(() => undefined),
    async *list() {
      let next: string | undefined = "";
      while (next !== undefined) {
        const query = { "list-type": "2", "max-keys": "1000", ...(next ? { "continuation-token": next } : {}) };
        const page = readListing(await finish(await ask({ method: "GET", query }), [200]));
        yield* page.objects;
        next = page.next;
      }
    },
    clearStaged: (before) => clearSpool(bucket.spoolFolder, before),
  };
}

async function sign(
  { accessKeyId, secretAccessKey, region }: S3Bucket,
  clock: Clock,
  { method, url, headers }: { method: string; url: URL; headers: Record<string, string> },
): Promise<Record<string, string>> {
  const datetime = clock
    .now()
    .toISOString()
    .replace(/[:-]|\.\d{3}/g, "");
  const keys = { accessKeyId, secretAccessKey, region, service: "s3", datetime };
  const signed = await new AwsV4Signer({ ...keys, method, url: url.href, headers, allHeaders: true }).sign();
  const { host: _, ...rest } = Object.fromEntries(signed.headers as unknown as Iterable<[string, string]>);
  return rest;
}

/** Reads an answer to its end, which gives the connection back. @throws ObjectMissing, S3Refused */
async function finish(answer: FetchResponse, expected: readonly number[]): Promise<string> {
  const text = await answer.text();
  if (expected.includes(answer.status)) return text;
  if (answer.status === 404) throw new ObjectMissing();
  throw new S3Refused(answer.status, /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1]);
}

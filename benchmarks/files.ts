import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newDataKey } from "../server/src/framework/keys/sealing.ts";
import { storeInFolder } from "../server/src/integrations/local-folder/store-in-folder.ts";
import { openObject } from "../server/src/modules/files/contents/open-object.ts";
import { sealChunks } from "../server/src/modules/files/contents/seal-chunks.ts";
import { atLeast, type Benchmark, interleave } from "./lib/benchmark.ts";

const megabytes = Number(process.env["AVOW_BENCH_MEGABYTES"] ?? 256);
const bytes = megabytes * 1024 * 1024;
const rounds = 5;
const readBytes = { highWaterMark: 512 * 1024 };

/** Sealing into and opening out of the local folder, against copying and reading the same file; both are flushed. */
export const files: Benchmark = {
  summary: "sealing and opening files, against a plain copy",
  async run() {
    const folder = await mkdtemp(join(tmpdir(), "avow-bench-files-"));
    const source = join(folder, "source");
    await writeFile(source, randomBytes(bytes));
    const store = storeInFolder(join(folder, "store"));
    const seconds = await interleave(rounds, {
      copy: () => timed(() => copy(source, join(folder, "copy"))),
      seal: () => timed(async () => void (await sealInto(store, source))),
      read: () => timed(() => drain(createReadStream(source, readBytes))),
      open: await openLater(store, source),
    });
    await rm(folder, { recursive: true });
    const rate = (key: keyof typeof seconds) => Math.round(megabytes / seconds[key]);
    const size = { unit: "ratio", megabytes };
    return [
      atLeast("files.seal_ratio", seconds.copy / seconds.seal, 0.25, {
        ...size,
        seal_mbps: rate("seal"),
        copy_mbps: rate("copy"),
      }),
      atLeast("files.open_ratio", seconds.read / seconds.open, 0.15, {
        ...size,
        open_mbps: rate("open"),
        read_mbps: rate("read"),
      }),
    ];
  },
};

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function drain(chunks: AsyncIterable<unknown>): Promise<void> {
  let count = 0;
  for await (const _ of chunks) count++;
  if (count === 0) throw new Error("nothing was read");
}

async function copy(from: string, to: string): Promise<void> {
  const file = await open(to, "w");
  for await (const chunk of createReadStream(from, readBytes)) await file.write(chunk as Buffer);
  await file.sync();
  await file.close();
}

/** As an upload is: hashed to be found again, sealed, staged, flushed, published. */
async function sealInto(store: ReturnType<typeof storeInFolder>, source: string) {
  const [key, hash] = [newDataKey(), createHash("sha256")];
  async function* hashed() {
    for await (const chunk of createReadStream(source, readBytes) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const staged = await store.stage(sealChunks(key, hashed()));
  const name = "benchmarked";
  await staged.publish(name);
  return { key, name };
}

async function openLater(store: ReturnType<typeof storeInFolder>, source: string): Promise<() => Promise<number>> {
  const { key } = await sealInto(store, source);
  const staged = await store.stage(sealChunks(key, createReadStream(source, readBytes)));
  await staged.publish("to-be-opened");
  return () => timed(() => drain(openObject(store, key, "to-be-opened", bytes)));
}

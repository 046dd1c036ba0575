import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { type ParseDocument, parserProgram, Unreadable } from "../../modules/knowledge/public.ts";

type ParseLimits = { timeMs: number; heapMiB: number; residentMiB: number; answerBytes: number };

const usualLimits: ParseLimits = {
  timeMs: 60_000,
  heapMiB: 512,
  residentMiB: 900,
  answerBytes: 64 * 1024 * 1024,
};

const parsedShape = z.object({
  blocks: z.array(z.object({ text: z.string(), heading: z.string().optional(), page: z.int().optional() })),
  title: z.string().optional(),
  pages: z.int().optional(),
});

const parserFolder = dirname(parserProgram);
/** What the parser may read: its own code, and that of libraries. */
const readable = [parserFolder, ...nodeModulesAbove(parserFolder)];

function nodeModulesAbove(folder: string): string[] {
  const parent = join(folder, "..");
  const own = join(folder, "node_modules");
  return parent === folder ? [own] : [own, ...nodeModulesAbove(parent)];
}

/**
 * Reads a document in a process of its own, which is killed when it takes too long or too much, or when nobody waits
 * any more.
 * @throws Unreadable
 */
export const parseDocument =
  (limits: ParseLimits = usualLimits): ParseDocument =>
  async (format, bytes, { signal }) => {
    signal?.throwIfAborted();
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${limits.heapMiB}`,
        "--permission",
        ...readable.map((place) => `--allow-fs-read=${place}`),
        "--no-warnings",
        parserProgram,
        format,
      ],
      { env: {}, cwd: parserFolder, stdio: ["pipe", "pipe", "ignore"] },
    );
    const stop = () => child.kill("SIGKILL");
    const [timer, watch] = [setTimeout(stop, limits.timeMs), watchMemory(child, limits.residentMiB)];
    signal?.addEventListener("abort", stop, { once: true });
    try {
      const answer = await exchange(child, bytes, limits.answerBytes);
      signal?.throwIfAborted();
      return readAnswer(answer);
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      signal?.removeEventListener("abort", stop);
      stop();
    }
  };

/** All it said; nothing where it was killed or said too much. */
function exchange(child: ChildProcess, bytes: Uint8Array, most: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    child.stdout!.on("data", (part: Buffer) => {
      size += part.length;
      if (size > most) child.kill("SIGKILL");
      else parts.push(part);
    });
    child.once("error", () => resolve(undefined));
    child.once("close", (code) => resolve(code === 0 ? Buffer.concat(parts).toString() : undefined));
    // It may be killed while it is still being told.
    child.stdin!.on("error", () => undefined);
    child.stdin!.end(bytes);
  });
}

function readAnswer(answer: string | undefined): Awaited<ReturnType<ParseDocument>> {
  if (answer === undefined) throw new Unreadable("knowledge.too_heavy");
  const said: unknown = JSON.parse(answer);
  const parsed = parsedShape.safeParse(said);
  if (parsed.success) return parsed.data;
  throw new Unreadable(z.object({ code: z.string() }).parse(said).code);
}

const pageBytes = 4096;

/** The heap has its own limit; what lies outside it is looked at where the system tells. */
function watchMemory(child: ChildProcess, mostMiB: number): NodeJS.Timeout {
  const look = async () => {
    const pages = await readFile(`/proc/${child.pid}/statm`, "utf8").then(
      (line) => Number(line.split(" ")[1]),
      () => 0,
    );
    if (pages * pageBytes > mostMiB * 1024 * 1024) child.kill("SIGKILL");
  };
  return setInterval(() => void look(), 50);
}

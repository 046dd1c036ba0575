import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export type ReadLimits = { timeMs: number; heapMiB: number; residentMiB: number; answerBytes: number };

type Asked = {
  /** Where the program is: it may read its own folder, and libraries. */
  program: string;
  format: string;
  limits: ReadLimits;
  /** What decodes pictures is native. */
  usesAddons?: boolean;
  signal?: AbortSignal | undefined;
};

function nodeModulesAbove(folder: string): string[] {
  const parent = join(folder, "..");
  const own = join(folder, "node_modules");
  return parent === folder ? [own] : [own, ...nodeModulesAbove(parent)];
}

/**
 * Has bytes read in a process of its own, which is killed when it takes too long or too much, or when nobody waits any
 * more. @returns all it said; nothing where it was killed or said too much
 */
export async function readApart(bytes: Uint8Array, asked: Asked): Promise<string | undefined> {
  const { program, format, limits, signal } = asked;
  signal?.throwIfAborted();
  const folder = dirname(program);
  const readable = [folder, ...nodeModulesAbove(folder)];
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${limits.heapMiB}`,
      "--permission",
      ...(asked.usesAddons ? ["--allow-addons"] : []),
      ...readable.map((place) => `--allow-fs-read=${place}`),
      "--no-warnings",
      program,
      format,
    ],
    { env: {}, cwd: folder, stdio: ["pipe", "pipe", "ignore"] },
  );
  const stop = () => child.kill("SIGKILL");
  const [timer, watch] = [setTimeout(stop, limits.timeMs), watchMemory(child, limits.residentMiB)];
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const answer = await exchange(child, bytes, limits.answerBytes);
    signal?.throwIfAborted();
    return answer;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    signal?.removeEventListener("abort", stop);
    stop();
  }
}

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

import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { skillErrors } from "../errors.ts";
import { foldPath, isUsablePath, readText, toSkillFile } from "../keep-files.ts";
import { type SkillFile, skillMax } from "../parse-skill.ts";
import { type ReadSkill, readSkillFile } from "./read-skill-file.ts";

/** What an archive may be at the most; text compresses well, a bomb better. */
export const folderMax = { bytes: 2 * 1024 * 1024, entries: 256, ratio: 200 } as const;

const refuse = (reason: string): never => {
  throw skillErrors.archive_refused({ reason });
};

export type ReadFolder = ReadSkill & { files: SkillFile[] };

/**
 * A skill's folder as somebody sent it: a zip of it, or its `SKILL.md` alone. Nothing of it is written to a disk, and no name
 * in it is used as one.
 * @throws Refusal `skills.archive_refused`
 */
export async function readFolder(bytes: Buffer): Promise<ReadFolder> {
  if (bytes.subarray(0, 2).toString("latin1") !== "PK") {
    const text = readText(bytes);
    return { ...readSkillFile(text ?? refuse("not_a_zip")), files: [] };
  }
  const zip = await fromBufferPromise(bytes, { strictFileNames: true }).catch(() => refuse("not_a_zip"));
  const entries = await readDirectory(zip);
  const root = findRoot([...entries.keys()]);
  const contents = new Map<string, Buffer>();
  for (const [name, entry] of entries) {
    const path = name.slice(root.length);
    if (!name.startsWith(root)) refuse("beside_the_folder");
    if (path !== "SKILL.md" && !isUsablePath(path)) refuse("path");
    contents.set(path, await readEntry(zip, entry));
  }
  const said = readText(contents.get("SKILL.md")!);
  const files = [...contents].filter(([path]) => path !== "SKILL.md").map(([path, one]) => toSkillFile(path, one));
  return { ...readSkillFile(said ?? refuse("not_text")), files };
}

/** Where `SKILL.md` lies: at the top, or in the one folder that there is. */
function findRoot(names: readonly string[]): string {
  if (names.includes("SKILL.md")) return "";
  const found = names.find((name) => /^[^/]+\/SKILL\.md$/.test(name)) ?? refuse("no_skill_file");
  return found.slice(0, -"SKILL.md".length);
}

/** What systems add by themselves, and no one means. */
const isAside = (name: string) => name.startsWith("__MACOSX/") || /(?:^|\/)(?:\.DS_Store|Thumbs\.db)$/.test(name);

async function readDirectory(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > folderMax.entries) refuse("too_large");
  const entries = new Map<string, Entry>();
  const seen = new Set<string>();
  let total = 0;
  for await (const entry of eachEntry(zip)) {
    const { fileName } = entry;
    if (!isPlain(entry)) refuse("not_a_file");
    if (fileName.endsWith("/") || isAside(fileName)) continue;
    if (seen.has(foldPath(fileName))) refuse("twice");
    seen.add(foldPath(fileName));
    total += checkSize(entry);
    entries.set(fileName, entry);
  }
  if (entries.size > skillMax.files + 1 || total > skillMax.bytes + skillMax.fileBytes) refuse("too_large");
  return entries;
}

/** A name that leads elsewhere breaks off the reading of the directory. */
async function* eachEntry(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry()[Symbol.asyncIterator]();
  for (;;) {
    const next = await entries.next().catch(() => refuse("path"));
    if (next.done) return;
    yield next.value;
  }
}

const [typeMask, regular, folder] = [0o170000, 0o100000, 0o040000];

/** A file or a folder: no link to something else, no device, and nothing encrypted. */
function isPlain(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & typeMask;
  return !entry.isEncrypted() && (type === 0 || type === regular || type === folder);
}

function checkSize({ uncompressedSize, compressedSize }: Entry): number {
  const isBomb = uncompressedSize > 16 * 1024 && uncompressedSize > compressedSize * folderMax.ratio;
  if (isBomb || uncompressedSize > skillMax.fileBytes) refuse("too_large");
  return uncompressedSize;
}

/** One that turns out longer than its directory says is broken off there. */
async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
  } catch {
    refuse("damaged");
  }
  return Buffer.concat(pieces);
}

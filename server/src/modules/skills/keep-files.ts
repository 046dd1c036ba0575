import { skillErrors } from "./errors.ts";
import { type FileInput, type SkillFile, skillMax } from "./parse-skill.ts";

/** A path that stays within the folder, on every system; `SKILL.md` itself is the skill. */
export function isUsablePath(path: string): boolean {
  const parts = path.split("/");
  if (path.length > 200 || parts.length > 8 || /[\\:\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path)) return false;
  return parts.every((part) => part.trim() !== "" && part !== "." && part !== "..") && foldPath(path) !== "skill.md";
}

/** Two paths that some system takes for one. */
export const foldPath = (path: string): string => path.normalize("NFC").toLowerCase();

/** Text as it is, anything else as base64. */
export function toSkillFile(path: string, bytes: Buffer): SkillFile {
  const text = readText(bytes);
  const said = text === undefined ? { encoding: "base64" as const, content: bytes.toString("base64") } : undefined;
  return { path, bytes: bytes.length, ...(said ?? { encoding: "utf8" as const, content: text! }) };
}

export const bytesOf = ({ content, encoding }: Pick<SkillFile, "content" | "encoding">): Buffer =>
  Buffer.from(content, encoding);

/** What is UTF-8 and shows no sign of being anything but text. */
export function readText(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined;
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) ? text : undefined;
}

/**
 * A skill's files as somebody wants them; those without content stay as they are.
 * @throws Refusal `skills.file_refused`
 */
export function keepFiles(wanted: readonly FileInput[], old: readonly SkillFile[]): SkillFile[] {
  const before = new Map(old.map((file) => [file.path, file]));
  const kept = wanted.map((file) => keepFile(file, before.get(file.path)));
  checkFiles(kept);
  return kept;
}

function keepFile({ path, content, encoding }: FileInput, old: SkillFile | undefined): SkillFile {
  if (content === undefined) {
    if (!old) throw skillErrors.file_refused({ reason: "content" });
    return old;
  }
  const bytes = Buffer.from(content, encoding);
  const isExact = encoding === "utf8" || bytes.toString("base64") === content;
  if (!isExact) throw skillErrors.file_refused({ reason: "content" });
  return toSkillFile(path, bytes);
}

/** @throws Refusal `skills.file_refused` */
export function checkFiles(files: readonly SkillFile[]): void {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const isLarge = total > skillMax.bytes || files.some(({ bytes }) => bytes > skillMax.fileBytes);
  if (isLarge || files.length > skillMax.files) throw skillErrors.file_refused({ reason: "too_large" });
  if (!files.every(({ path }) => isUsablePath(path))) throw skillErrors.file_refused({ reason: "path" });
  if (new Set(files.map(({ path }) => foldPath(path))).size < files.length)
    throw skillErrors.file_refused({ reason: "twice" });
}

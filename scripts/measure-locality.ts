import { execFileSync } from "node:child_process";

/**
 * How many folders a change touches, over the last commits (`-- --n 500`). Only commits of 4 to 12 source files count:
 * smaller ones are local anyway, larger ones are renames and releases. The aim is half of them within two folders.
 */
const filesMin = 4;
const filesMax = 12;
const foldersMax = 2;
const commitMark = "commit ";

const nAt = process.argv.indexOf("--n");
const commitCount = nAt === -1 ? 1000 : Number(process.argv[nAt + 1]);
const log = execFileSync(
  "git",
  ["log", "--no-merges", "--name-only", `--max-count=${commitCount}`, `--format=${commitMark}%h %s`],
  {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  },
);
const measured = log
  .split(`\n${commitMark}`)
  .map(measureCommit)
  .filter(({ files }) => files >= filesMin && files <= filesMax);
const local = measured.filter(({ folders }) => folders <= foldersMax).length;

for (const { title, files, folders } of measured.filter((commit) => commit.folders > foldersMax)) {
  console.log(`${String(folders).padStart(3)} folders, ${String(files).padStart(2)} files  ${title}`);
}
const share = measured.length === 0 ? "none" : `${Math.round((100 * local) / measured.length)} %`;
console.log(
  `\n${share} of ${measured.length} commits of ${filesMin}–${filesMax} source files stay within ${foldersMax} folders.`,
);

function measureCommit(text: string): { title: string; files: number; folders: number } {
  const [title = "", ...paths] = text.replace(commitMark, "").trim().split("\n").filter(Boolean);
  const sources = paths.filter((path) => /\.(?:ts|tsx|mjs|sql|css)$/.test(path) && !path.includes("/generated/"));
  return { title, files: sources.length, folders: new Set(sources.map(folderOf)).size };
}

/** A module, a feature or a layer; everything deeper belongs to it. */
function folderOf(path: string): string {
  const parts = path.split("/").slice(0, -1);
  const isOneOfMany = ["modules", "integrations", "features"].includes(parts[2] ?? "");
  return parts.slice(0, parts[1] !== "src" ? 2 : isOneOfMany ? 4 : 3).join("/");
}

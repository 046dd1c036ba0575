import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const joined = (text: string) =>
  text
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

test("the container file has a base with glibc, ends without root, and starts what there is", () => {
  const lines = joined(read("deploy/Containerfile"));
  const of = (word: string) => lines.filter((line) => line.startsWith(`${word} `));
  for (const base of of("FROM")) expect(base).toMatch(/node:\d+-[a-z]+-slim/);
  expect(lines.some((line) => /alpine|musl/.test(line))).toBe(false);
  expect(of("USER")).toEqual(["USER 10001:10001"]);
  expect(lines.indexOf(of("USER")[0]!)).toBeGreaterThan(lines.findLastIndex((line) => /^(RUN|COPY) /.test(line)));
  const [, program] = /"(server\/[^"]+)"/.exec(of("ENTRYPOINT").join()) ?? [];
  expect(existsSync(join(root, program ?? ""))).toBe(true);
  const volumes = JSON.parse(of("VOLUME")[0]!.slice("VOLUME ".length)) as string[];
  const env = Object.fromEntries(
    [
      ...of("ENV")
        .join(" ")
        .matchAll(/(\w+)=(\S+)/g),
    ].map(([, name, value]) => [name!, value!]),
  );
  for (const name of ["AVOW_DATA_DIR", "AVOW_KEYS_DIR", "AVOW_BACKUP_DIR"])
    expect(
      volumes.some((volume) => env[name]!.startsWith(volume)),
      name,
    ).toBe(true);
  expect(readSettings({ ...env, DATABASE_URL: "postgres://u@h/d" }, ["--role", "all"], root)).toMatchObject({
    keysFolder: "/keys",
    backups: { folder: "/backups" },
  });
});

test("the build sees the sources and neither tests nor anyone's data", () => {
  const lines = joined(read(".dockerignore"));
  expect(lines[0]).toBe("*");
  for (const line of lines.filter((one) => one.startsWith("!") && one !== "!LICENSE"))
    expect(existsSync(join(root, line.slice(1))), line).toBe(true);
  expect(lines).toEqual(expect.arrayContaining(["**/node_modules", "**/*.test.ts", ".avow", ".avow-keys"]));
});

test("the unit runs under an account of its own, with no way to more rights, and systemd understands it", () => {
  const unit = read("deploy/avow.service");
  for (const line of [
    "User=avow",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "CapabilityBoundingSet=",
    "UMask=0077",
  ])
    expect(unit.split("\n")).toContain(line);
  const analyzer = "/usr/bin/systemd-analyze";
  const verified = existsSync(analyzer)
    ? execFileSync(analyzer, ["verify", join(root, "deploy/avow.service")], { encoding: "utf8" })
    : "";
  expect(verified).toBe("");
});

import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chooseDataFolder } from "./choose-data-folder.ts";
import { embeddedFiles } from "./embedded-files.ts";

const isRoot = process.getuid?.() === 0;
let place: string;
let checkout: string;
let home: string;
beforeEach(() => {
  place = fs.mkdtempSync(join(tmpdir(), "avow-data-folder-test-"));
  fs.chmodSync(place, 0o755);
  checkout = join(place, "checkout");
  home = join(place, "system");
  fs.mkdirSync(checkout, { mode: 0o755 });
});
afterEach(() => fs.rmSync(place, { recursive: true, force: true }));

test("data and keys are beside each other in the checkout", () => {
  expect(chooseDataFolder({ checkout, home })).toEqual({
    dataDir: join(checkout, ".avow"),
    keysDir: join(checkout, ".avow-keys"),
    notice: undefined,
  });
});

test("a folder the operator chose is taken as it is", () => {
  const chosen = join(place, "chosen");
  const { dataDir, keysDir } = chooseDataFolder({ checkout, home, chosen });
  expect({ dataDir, keysDir }).toEqual({ dataDir: chosen, keysDir: `${chosen}-keys` });
});

test("with a database of the operator's own no account but ours must reach the folder", () => {
  fs.chmodSync(place, 0o700);
  expect(chooseDataFolder({ checkout, home, isEmbedded: false }).dataDir).toBe(join(checkout, ".avow"));
  expect(chooseDataFolder({ checkout, home, isEmbedded: false, chosen: join(place, "x") }).dataDir).toBe(
    join(place, "x"),
  );
});

if (isRoot) describe("root, in a checkout that only root may enter", asRoot);
else describe("an ordinary user, in a checkout of its own", asOrdinaryUser);

function asRoot(): void {
  beforeEach(() => fs.chmodSync(checkout, 0o700));

  test("gets a folder of the system's, says so once, and comes back to it", () => {
    const first = chooseDataFolder({ checkout, home });
    expect(first.dataDir.startsWith(`${home}/`)).toBe(true);
    expect(first.keysDir).toBe(`${first.dataDir}-keys`);
    expect(first.notice).toContain(first.dataDir);
    expect(chooseDataFolder({ checkout, home })).toMatchObject({ dataDir: first.dataDir, keysDir: first.keysDir });
  });

  test("is refused a chosen folder there, with the folder that is in the way", () => {
    const chosen = join(checkout, "chosen");
    expect(() => chooseDataFolder({ checkout, home, chosen })).toThrow(
      expect.objectContaining({
        code: "embedded.folder_unreachable",
        facts: expect.objectContaining({ obstacle: checkout }) as unknown,
      }),
    );
  });

  test("is refused rather than given an empty database when its own one can no longer be reached", () => {
    const { cluster } = embeddedFiles(join(checkout, ".avow"));
    fs.mkdirSync(cluster, { recursive: true });
    fs.chownSync(cluster, 65534, 65534);
    expect(() => chooseDataFolder({ checkout, home })).toThrow(
      expect.objectContaining({ code: "embedded.folder_unreachable" }),
    );
  });

  test("of a new clone never takes up what an earlier one at the same path left, and is told of it", () => {
    const former = chooseDataFolder({ checkout, home });
    fs.rmSync(join(checkout, ".avow"), { recursive: true });
    const fresh = chooseDataFolder({ checkout, home });
    expect(fresh.dataDir).not.toBe(former.dataDir);
    expect(fresh.notice).toContain(former.dataDir);
  });
}

function asOrdinaryUser(): void {
  test("keeps the data there, however closed it is to others", () => {
    fs.chmodSync(checkout, 0o700);
    expect(chooseDataFolder({ checkout, home }).dataDir).toBe(join(checkout, ".avow"));
  });

  test("follows the pointer that a start as root left", () => {
    fs.mkdirSync(join(checkout, ".avow"));
    fs.writeFileSync(join(checkout, ".avow", "data-folder"), `${home}/abc\n`);
    expect(chooseDataFolder({ checkout, home }).dataDir).toBe(`${home}/abc`);
  });
}

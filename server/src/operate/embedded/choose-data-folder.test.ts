import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
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

type Case = { guarantee: string; hold(): void };

/** In a checkout that only root may enter. */
const asRoot: Case[] = [
  {
    guarantee: "root gets a folder of the system's, says so once, and comes back to it",
    hold() {
      const first = chooseDataFolder({ checkout, home });
      expect(first.dataDir.startsWith(`${home}/`)).toBe(true);
      expect(first.keysDir).toBe(`${first.dataDir}-keys`);
      expect(first.notice).toContain(first.dataDir);
      expect(chooseDataFolder({ checkout, home })).toMatchObject({ dataDir: first.dataDir, keysDir: first.keysDir });
    },
  },
  {
    guarantee: "root is refused a chosen folder there, with the folder that is in the way",
    hold() {
      const chosen = join(checkout, "chosen");
      expect(() => chooseDataFolder({ checkout, home, chosen })).toThrow(
        expect.objectContaining({
          code: "embedded.folder_unreachable",
          facts: expect.objectContaining({ obstacle: checkout }) as unknown,
        }),
      );
    },
  },
  {
    guarantee: "root is refused rather than given an empty database when its own one can no longer be reached",
    hold() {
      const { cluster } = embeddedFiles(join(checkout, ".avow"));
      fs.mkdirSync(cluster, { recursive: true });
      fs.chownSync(cluster, 65534, 65534);
      expect(() => chooseDataFolder({ checkout, home })).toThrow(
        expect.objectContaining({ code: "embedded.folder_unreachable" }),
      );
    },
  },
  {
    guarantee: "root's new clone never takes up what an earlier one at the same path left, and says so",
    hold() {
      const former = chooseDataFolder({ checkout, home });
      fs.rmSync(join(checkout, ".avow"), { recursive: true });
      const fresh = chooseDataFolder({ checkout, home });
      expect(fresh.dataDir).not.toBe(former.dataDir);
      expect(fresh.notice).toContain(former.dataDir);
    },
  },
];

/** In a checkout of its own that is closed to others. */
const asOrdinaryUser: Case[] = [
  {
    guarantee: "an ordinary user keeps the data there, however closed it is to others",
    hold() {
      expect(chooseDataFolder({ checkout, home }).dataDir).toBe(join(checkout, ".avow"));
    },
  },
  {
    guarantee: "an ordinary user follows the pointer that a start as root left",
    hold() {
      fs.mkdirSync(join(checkout, ".avow"));
      fs.writeFileSync(join(checkout, ".avow", "data-folder"), `${home}/abc\n`);
      expect(chooseDataFolder({ checkout, home }).dataDir).toBe(`${home}/abc`);
    },
  },
];

test.each(isRoot ? asRoot : asOrdinaryUser)("$guarantee", ({ hold }) => {
  fs.chmodSync(checkout, 0o700);
  hold();
});

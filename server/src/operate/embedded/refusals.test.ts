import fs from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { embeddedFiles } from "./embedded-files.ts";
import { openHolder } from "./fixtures/testing/open-holder.ts";
import { type Identity, openIdentity } from "./fixtures/testing/open-identity.ts";

type Case = { guarantee: string; as: string; refused: string; arrange(dataDir: string): Identity["ids"] };

const unnamed = { uid: 54_321, gid: 54_321 };

function makeCluster(dataDir: string, owner?: { uid: number; gid: number }): void {
  const { folder, cluster } = embeddedFiles(dataDir);
  fs.mkdirSync(cluster, { recursive: true });
  const { uid, gid } = fs.statSync(dataDir);
  fs.chownSync(folder, uid, gid);
  if (owner) fs.chownSync(cluster, owner.uid, owner.gid);
}

const asRoot: Case[] = [
  {
    guarantee: "a user id without a name, which initdb does not take, is told so",
    as: "an ordinary user",
    refused: "embedded.account_unnamed",
    arrange(dataDir) {
      fs.chownSync(dataDir, unnamed.uid, unnamed.gid);
      return unnamed;
    },
  },
  {
    guarantee: "a database of another account is not touched",
    as: "an ordinary user",
    refused: "embedded.cluster_of_another_account",
    arrange(dataDir) {
      makeCluster(dataDir, unnamed);
      return {};
    },
  },
  {
    guarantee: "root does not run a database that is root's",
    as: "root",
    refused: "embedded.cluster_of_root",
    arrange(dataDir) {
      makeCluster(dataDir);
      return {};
    },
  },
  {
    guarantee: "a folder that the database's account cannot enter is refused",
    as: "root",
    refused: "embedded.folder_unreachable",
    arrange(dataDir) {
      fs.chmodSync(dataDir, 0o700);
      return {};
    },
  },
];

const asOrdinaryUser: Case[] = [
  {
    guarantee: "a folder that cannot be written is refused",
    as: "this user",
    refused: "embedded.folder_unwritable",
    arrange(dataDir) {
      fs.chmodSync(dataDir, 0o500);
      return {};
    },
  },
  {
    guarantee: "a folder without a whole database is refused",
    as: "this user",
    refused: "embedded.cluster_incomplete",
    arrange(dataDir) {
      makeCluster(dataDir);
      return {};
    },
  },
];

test.each(process.getuid?.() === 0 ? asRoot : asOrdinaryUser)("$guarantee", async ({ as, refused, arrange }) => {
  const identity = openIdentity(as);
  onTestFinished(() => identity.close());
  const dataDir = identity.makeFolder();
  const ids = { ...identity.ids, ...arrange(dataDir) };
  const holder = openHolder({ ...identity, ids }, dataDir);
  expect(await holder.reported).toMatchObject({ refused });
  await holder.letGo();
});

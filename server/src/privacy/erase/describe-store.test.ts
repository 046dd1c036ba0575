import { expect, test } from "vitest";
import { describeStore } from "./describe-store.ts";

const at = new Date("2026-03-01T00:00:00.000Z");
const bucket = { bucket: "b", region: "r", accessKeyId: "id", secretAccessKey: "secret", spoolFolder: "spool" };
const away = { objects: { kind: "s3", endpoint: "https://store.example:9000", ...bucket } } as const;

test("a store that is somebody else's is named with what it deleted, and by nothing that opens it", () => {
  expect(describeStore(away, 3, at)).toEqual([
    {
      name: "Object store store.example:9000",
      outcome: "was asked to delete 3 sealed contents, and did",
      by: "2026-03-01T00:00:00.000Z",
    },
  ]);
});

test("a folder of the deployment's own, and a store that had nothing of them, are no receivers", () => {
  expect(describeStore({ objects: { kind: "folder", folder: "/data" } }, 3, at)).toEqual([]);
  expect(describeStore(away, 0, at)).toEqual([]);
});

import { expect, test } from "vitest";
import { describeErrors } from "./describe-errors.ts";

const limitReached = {
  code: "webhooks.limit_reached",
  declared: { status: 409, title: "There are too many.", help: "Delete one." },
  answeredBy: ["POST /webhooks", "PATCH /webhooks"],
};
const tooMany = {
  code: "request.too_many",
  declared: { status: 429, title: "Too fast.", help: "Wait.", retryable: true },
  answeredBy: [],
};

test("each refusal has a page that says what is so, what to do, and where it comes from", () => {
  const page = describeErrors([limitReached]).get("docs/errors/webhooks.limit_reached.md");
  expect(page).toContain(
    "# webhooks.limit_reached\n\n**409** · There are too many.\n\nDelete one. The same request will be refused again.",
  );
  expect(page).toContain("## Answered by\n\n- `PATCH /webhooks`\n- `POST /webhooks`\n");
});

test("a refusal that passes says so", () => {
  expect(describeErrors([tooMany]).get("docs/errors/request.too_many.md")).toContain(
    "Wait. The same request may succeed later.",
  );
});

test("all refusals are listed by code, with links to their pages", () => {
  const list = describeErrors([limitReached, tooMany]).get("docs/errors/README.md") ?? "";
  const rows = list.split("\n").filter((line) => line.startsWith("| [`"));
  expect(rows).toEqual([
    "| [`request.too_many`](request.too_many.md) | 429 | Too fast. |",
    "| [`webhooks.limit_reached`](webhooks.limit_reached.md) | 409 | There are too many. |",
  ]);
});

test("what only a command of the operator's says has the code that it ends with instead of a status", () => {
  const declared = { status: 503, title: "The folder cannot be written.", help: "Name another." };
  const files = describeErrors([{ code: "backup.folder_unusable", declared, answeredBy: [], isOfCommands: true }]);
  const page = files.get("docs/errors/backup.folder_unusable.md");
  expect(page).toContain("The folder cannot be written.\n\nName another.\n\n`npx avow` ends with 3 and says so.");
  expect(page).not.toContain("503");
  expect(files.get("docs/errors/README.md")).toContain(
    "| [`backup.folder_unusable`](backup.folder_unusable.md) |  | The folder cannot be written. |",
  );
});

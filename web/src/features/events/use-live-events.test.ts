import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { showAnew, showEverythingAnew } from "./use-live-events.ts";

test("what an event is about is read anew, and nothing else", () => {
  const client = new QueryClient();
  const keys = [["contacts", "wsp_1"], ["contact", "con_1"], ["deliveries", "wsp_1", {}], ["me"]];
  for (const key of keys) client.setQueryData(key, []);
  const stale = () => keys.filter((key) => client.getQueryState(key)?.isInvalidated).map(([first]) => first);
  showAnew(client, "contact.created");
  expect(stale()).toEqual(["contacts", "contact"]);
  showAnew(client, "constructor.name");
  showAnew(client, "");
  expect(stale()).toEqual(["contacts", "contact"]);
  showAnew(client, "member.removed");
  expect(stale()).toEqual(["contacts", "contact", "me"]);
});

test("when the stream opens, all that events tell of is read anew, and nothing else", () => {
  const client = new QueryClient();
  const keys = [["approvals", "wsp_1", "all"], ["runs", "wsp_1"], ["me"], ["thread", "cnv_1", "messages"]];
  for (const key of keys) client.setQueryData(key, []);
  showEverythingAnew(client);
  const stale = keys.filter((key) => client.getQueryState(key)?.isInvalidated).map(([first]) => first);
  expect(stale).toEqual(["approvals", "runs", "me"]);
});

import { expect, test } from "vitest";
import { readAppRequest } from "./connected-apps.ts";

const write = (query: string) => btoa(query).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const usual = "response_type=code&client_id=a&redirect_uri=http%3A%2F%2F127.0.0.1%2F";

test("what an app sent along is read as it was written, and what is not understood is left out", () => {
  expect(readAppRequest(write(`${usual}&state=1e5&prompt=consent`))).toEqual({
    response_type: "code",
    client_id: "a",
    redirect_uri: "http://127.0.0.1/",
    state: "1e5",
  });
});

test("a question that says something twice, or is none, is not answered", () => {
  for (const asked of [undefined, "", "%00", write("client_id=a"), write(`${usual}&redirect_uri=x`)])
    expect(readAppRequest(asked)).toBeUndefined();
});

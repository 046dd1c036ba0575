import { createContext, runInContext } from "node:vm";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";

/** What browsers, Deno, Bun and workers all have. */
const standard = {
  AbortController,
  AbortSignal,
  Blob,
  FormData,
  Headers,
  Request,
  Response,
  ReadableStream,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  atob,
  btoa,
  clearTimeout,
  crypto,
  setTimeout,
};

test("the client runs where there is nothing but web standards: no process, no Buffer, no require", async () => {
  const bundle = await rolldown({ input: "client/src/client.ts", platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "iife", name: "avow" });
  const { code, imports, dynamicImports } = output[0];
  expect([output.length, imports, dynamicImports]).toEqual([1, [], []]);
  expect(code).not.toMatch(/\brequire\(|from ["']node:/);
  const asked: string[] = [];
  const stream = 'id: 1\nevent: message\ndata: {"id":"msg_2","role":"assistant","state":"complete","text":"Hello"}\n\n';
  const fetch = (request: Request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    const isStream = request.url.endsWith("/stream");
    if (request.method === "GET" && !isStream) {
      const isFirst = !new URL(request.url).searchParams.has("cursor");
      const page = {
        data: [{ id: isFirst ? "agt_1" : "agt_2" }],
        has_more: isFirst,
        next_cursor: isFirst ? "c" : null,
      };
      return Promise.resolve(Response.json(page));
    }
    return Promise.resolve(isStream ? new Response(stream) : Response.json({ reply: { id: "msg_2" }, message: {} }));
  };
  const context = createContext({ ...standard, fetch });
  runInContext(code, context);
  const program = `(async () => {
    const client = avow.createClient({ origin: "http://avow.test", apiKey: "k", fetch });
    let text = "";
    for await (const piece of avow.sendMessage(client, "cnv_1", "Hi")) text += piece;
    for await (const { id } of avow.each((query) => client.GET("/agents", { params: { query } }))) text += " " + id;
    return [text, typeof process, typeof Buffer, typeof require].join(" ");
  })()`;
  expect(await runInContext(program, context)).toBe("Hello agt_1 agt_2 undefined undefined undefined");
  const pages = ["GET /api/v1/agents", "GET /api/v1/agents"];
  expect(asked).toEqual([
    "POST /api/v1/conversations/cnv_1/messages",
    "GET /api/v1/conversations/cnv_1/stream",
    ...pages,
  ]);
});

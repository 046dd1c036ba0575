import { each } from "../each.ts";
import { type Command, textOf } from "./command.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient, requireWorkspace } from "./open-client.ts";
import { collect, showOne, showRows } from "./show-rows.ts";

const states = ["running", "completed", "stopped", "failed", "interrupted"] as const;
type State = (typeof states)[number];

export const generations: Command = {
  name: "generations",
  summary: "list the workspace's AI calls, newest first, or show what one took",
  usage: `[list [--state ${states.join("|")}] [--model MODEL] [--most N] | show GENERATION_ID]`,
  words: ["list", "show"],
  options: { state: { type: "string" }, model: { type: "string" }, most: { type: "string", default: "50" } },
  async run(terminal, given) {
    const [verb = "list", id] = given.words;
    const [state, model] = [textOf(given, "state"), textOf(given, "model")];
    if (verb === "list" && id === undefined && isState(state)) {
      const client = await openWorkspace();
      const asked = { ...(state && { state }), ...(model && { model }) };
      const rows = await collect(
        each((query) => client.GET("/generations", { params: { query: { ...asked, ...query } } })),
        Math.max(1, Number(textOf(given, "most")) || 50),
      );
      return showRows(terminal, given, rows, [...columns]);
    }
    if (verb !== "show" || !id) throw new UsageError(`avow generations ${generations.usage}`);
    const params = { path: { generation_id: id } };
    const { data } = await (await openWorkspace()).GET("/generations/{generation_id}", { params });
    const { call, ...asked } = data!;
    showOne(terminal, given, given.json ? data! : { ...call, ...asked, error: data!.error?.code ?? null });

    async function openWorkspace() {
      const { client, config } = await openClient(terminal);
      requireWorkspace(config);
      return client;
    }
  },
};

const columns = ["id", "created_at", "state", "surface", "model", "tokens_in", "tokens_out", "cost_micros"] as const;

const isState = (word: string | undefined): word is State | undefined =>
  word === undefined || states.some((state) => state === word);

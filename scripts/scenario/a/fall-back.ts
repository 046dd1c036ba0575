import { must, type Step } from "../scenario.ts";
import { startRun, untilState } from "./runs.ts";
import type { Stage } from "./stage.ts";

/** 8. One provider is away: the other answers. All of one's own away: nobody else is asked. */
export const fallBack: Step<Stage> = {
  title: "A is down",
  async run({ dana, mia, agent, models, modelIds }) {
    const own = {
      slug: "own",
      strategy: "fallback",
      targets: [{ model: modelIds.a }, { model: modelIds.b }],
      constraints: { locality: "self_hosted" },
    };
    await dana.must("POST", "/routes", own);
    const careful = await dana.must<{ id: string }>("POST", "/agents", { name: "Careful", model: "auto:own" });
    const before = models.b.bodies.length;
    models.a.isDown = true;
    try {
      const { id } = await startRun(mia, agent, "Hello");
      const { trace } = await untilState(mia, id, "completed");
      must(models.b.bodies.length > before, "B was not asked");
      must(trace[0]?.model === modelIds.b || trace[0]?.model?.endsWith("scripted"), `${trace[0]?.model} answered`);
      models.b.isDown = true;
      const refused = await askV1(dana, careful.id);
      must(refused.status === 503, `with all of its own away it answered ${refused.status} ${refused.text}`);
      return `B answered for A; an agent held to servers of its own answers 503 (${codeOf(refused.text)}) when both are away`;
    } finally {
      models.a.isDown = false;
      models.b.isDown = false;
    }
  },
};

async function askV1(dana: Stage["dana"], agentId: string) {
  const key = { name: "Scenario", scopes: ["generations.write"] };
  const { token } = await dana.must<{ token: string }>("POST", "/api-keys", key);
  const answer = await fetch(`${dana.origin}/v1/chat/completions`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "avow-workspace": dana.headers()["avow-workspace"]!,
    },
    body: JSON.stringify({ model: `agent:${agentId}`, messages: [{ role: "user", content: "Hello" }] }),
  });
  return { status: answer.status, text: await answer.text() };
}

const codeOf = (text: string) => (JSON.parse(text) as { error?: { code?: string } }).error?.code ?? text;

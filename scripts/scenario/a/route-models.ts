import type { Browser } from "../browser.ts";
import { must, type Step } from "../scenario.ts";
import type { Stage } from "./stage.ts";

async function connect(dana: Browser, name: string, { url, model }: { url: string; model: string }): Promise<string> {
  const { id } = await dana.must<{ id: string }>("POST", "/model-servers", { name, url });
  return `${id}/${model}`;
}

/** 2. Two servers and the sandbox, and a route that goes from the one to the other. */
export const routeModels: Step<Stage> = {
  title: "Three providers, one route",
  async run({ dana, models, modelIds }) {
    modelIds.a = await connect(dana, "Provider A", models.a);
    modelIds.b = await connect(dana, "Provider B", models.b);
    const targets = [{ model: modelIds.a }, { model: modelIds.b }];
    const { id } = await dana.must<{ id: string }>("POST", "/routes", {
      slug: "default",
      strategy: "fallback",
      targets,
    });
    const { data } = await dana.must<{ data: { id: string }[] }>("GET", "/models?limit=100");
    for (const one of [modelIds.a, modelIds.b, "sandbox"])
      must(
        data.some((model) => model.id === one),
        `${one} is not among the models`,
      );
    type Tested = { attempts: { provider: string; outcome: string; code: string | null }[] };
    const test = async () => (await dana.must<Tested>("POST", `/routes/${id}/tests`, {})).attempts;
    const [first] = await test();
    must(
      first?.outcome === "answered" && modelIds.a.startsWith(first.provider),
      `A did not answer: ${JSON.stringify(first)}`,
    );
    models.a.isDown = true;
    const [failed, next] = await test().finally(() => (models.a.isDown = false));
    must(
      failed?.outcome === "failed" && next?.outcome === "answered",
      `with A away: ${JSON.stringify([failed, next])}`,
    );
    must(modelIds.b.startsWith(next.provider), `with A away ${next.provider} answered`);
    return `A, B and the sandbox; auto:default asks A, and B where A answers 503`;
  },
};

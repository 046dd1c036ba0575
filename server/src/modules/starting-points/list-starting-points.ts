import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { startingPoint } from "./starting-point.ts";
import { startingPoints } from "./starting-points.ts";
import { need, tellNeeds } from "./tell-needs.ts";

const { slug, version, title, says, afterwards, agent, cases } = startingPoint.shape;

export const listStartingPoints = endpoint({
  method: "GET",
  path: "/agent-starting-points",
  summary: "Agents that come with Avow, to begin with.",
  description: "Name one as `starting_point` of `POST /agents`: what you do not say is then as it stands here.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject({}),
  output: z.object({
    data: z.array(z.object({ slug, version, title, says, afterwards, agent, cases, needs: z.array(need) })),
  }),
  run(ctx) {
    const data = startingPoints.map((point) => {
      const { asks: _, ...shown } = point;
      return { ...shown, needs: tellNeeds(ctx, point) };
    });
    return Promise.resolve({ data });
  },
});

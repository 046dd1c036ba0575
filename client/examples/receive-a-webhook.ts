import { verifyWebhook, WebhookRefused } from "../src/client.ts";

/** A web-standard handler, as Deno, Bun, workers and most frameworks take one. */
export function receiveWebhooks(secret: string, act: (event: unknown) => void) {
  return async (request: Request): Promise<Response> => {
    try {
      act(await verifyWebhook(secret, request.headers, await request.text()));
      return new Response(null, { status: 204 });
    } catch (error) {
      if (error instanceof WebhookRefused) return new Response(error.message, { status: 401 });
      throw error;
    }
  };
}

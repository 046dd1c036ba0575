/** One message to one endpoint. `id` is the message's, whoever gets it and how often. */
export type Webhook = {
  id: string;
  url: string;
  /** The one in use first, then one that is being replaced; then, where the receiver has the public half, the private one. */
  secrets: readonly string[];
  /** The receiver's own, such as a token it wants to see. Not shown in traces. */
  headers: Readonly<Record<string, string>>;
  body: string;
};

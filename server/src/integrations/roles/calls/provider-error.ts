/** Who can put it right: Avow and its operator, the network between, the person (key, address, prompt), the provider. */
export type Whose = "us" | "network" | "user" | "provider";

interface Kind {
  readonly whose: Whose;
  readonly retryable: boolean;
  readonly title: string;
  readonly help: string;
}

/** Every way a call to another server can fail, in one place, so that each vendor's failures read the same. */
const kinds = {
  "egress.destination_refused": {
    whose: "user",
    retryable: false,
    title: "Avow does not connect to this address.",
    help: "Use an https address on the public internet. For a server on this machine, the operator can allow loopback.",
  },
  "egress.host_not_registered": {
    whose: "us",
    retryable: false,
    title: "This address belongs to nobody in the register of processors.",
    help: "The operator can add its host to the processor's entry. Nothing was sent.",
  },
  "egress.redirect_refused": {
    whose: "provider",
    retryable: false,
    title: "The server sends us on to another address.",
    help: "Enter the final address of the server; redirects to elsewhere are not followed.",
  },
  "egress.tls_refused": {
    whose: "provider",
    retryable: false,
    title: "The server's encryption could not be trusted.",
    help: "It needs TLS 1.2 or newer and a valid certificate for its name.",
  },
  "egress.unreachable": {
    whose: "network",
    retryable: true,
    title: "The server cannot be reached.",
    help: "Check that it is running, and that its address and port are right.",
  },
  "egress.connection_lost": {
    whose: "network",
    retryable: true,
    title: "The connection to the server broke off.",
    help: "Try again. If it happens again, look at the server's own log.",
  },
  "egress.timed_out": {
    whose: "provider",
    retryable: true,
    title: "The server took too long to answer.",
    help: "Try again. A model that is still loading may need a minute.",
  },
  "egress.response_too_large": {
    whose: "provider",
    retryable: false,
    title: "The server's answer is larger than Avow accepts.",
    help: "Ask for a shorter answer.",
  },
  "provider.cancelled": {
    whose: "user",
    retryable: false,
    title: "The answer was stopped.",
    help: "Send the message again to get a new answer.",
  },
  "provider.rate_limited": {
    whose: "provider",
    retryable: true,
    title: "The model server is getting too many requests.",
    help: "Wait a moment and try again.",
  },
  "provider.overloaded": {
    whose: "provider",
    retryable: true,
    title: "The model server is busy or still loading the model.",
    help: "Wait a moment and try again.",
  },
  "provider.failed": {
    whose: "provider",
    retryable: true,
    title: "The model server failed.",
    help: "Try again. If it happens again, look at the server's own log.",
  },
  "provider.malformed_answer": {
    whose: "provider",
    retryable: false,
    title: "The model server sent an answer that could not be read.",
    help: "Check that its version is current and that its address is right.",
  },
  "provider.truncated_answer": {
    whose: "provider",
    retryable: true,
    title: "The answer ended in the middle.",
    help: "Try again. If it happens again, look at the server's own log.",
  },
  "provider.key_refused": {
    whose: "user",
    retryable: false,
    title: "The model server refused the key.",
    help: "Check the key of this model server, and what it is allowed to use.",
  },
  "provider.credit_exhausted": {
    whose: "user",
    retryable: false,
    title: "The account at the provider has no credit left.",
    help: "Add credit at the provider, or choose another model.",
  },
  "provider.model_unknown": {
    whose: "user",
    retryable: false,
    title: "The model server does not have this model.",
    help: "Choose a model from its list, or load this one there first.",
  },
  "provider.not_a_model_server": {
    whose: "user",
    retryable: false,
    title: "This address does not answer like an OpenAI-compatible server.",
    help: "Check the address; it usually ends in /v1.",
  },
  "provider.prompt_too_long": {
    whose: "user",
    retryable: false,
    title: "The conversation is longer than this model can read.",
    help: "Start a new conversation, shorten the message, or choose a model with a larger context.",
  },
  "provider.content_refused": {
    whose: "user",
    retryable: false,
    title: "The provider's content rules refused this request.",
    help: "Rephrase the message, or choose another model.",
  },
  "provider.ability_missing": {
    whose: "user",
    retryable: false,
    title: "This model cannot do what was asked.",
    help: "Choose a model that can; the list of models says what each is able to do.",
  },
  "provider.request_refused": {
    whose: "us",
    retryable: false,
    title: "The model server did not accept the request.",
    help: "Try another model. If it happens again, report it with the request id.",
  },
} as const satisfies Record<string, Kind>;

export type ProviderErrorCode = keyof typeof kinds;

export const isProviderErrorCode = (word: string): word is ProviderErrorCode => Object.hasOwn(kinds, word);

export interface ProviderErrorDetail {
  /** The HTTP status the other side gave. */
  status?: number;
  /** How long the other side asks us to wait. */
  retry_after_ms?: number;
  /** One machine word that says more, like `ECONNREFUSED` or `private_address`. Never text from the other side. */
  reason?: string;
}

/**
 * A call to another server failed. It carries nothing the other side wrote and no `cause`: bodies, and parse errors
 * that quote them, may hold content or secrets, and this error is logged.
 */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly code: ProviderErrorCode;
  readonly whose: Whose;
  readonly retryable: boolean;
  readonly title: string;
  readonly help: string;
  // Declared only, so that they are absent, not undefined, where there is nothing to say.
  declare readonly status?: number;
  declare readonly retry_after_ms?: number;
  declare readonly reason?: string;

  constructor(code: ProviderErrorCode, detail: ProviderErrorDetail = {}) {
    const kind: Kind = kinds[code];
    super(detail.reason === undefined ? code : `${code} (${detail.reason})`);
    this.code = code;
    this.whose = kind.whose;
    this.retryable = kind.retryable;
    this.title = kind.title;
    this.help = kind.help;
    if (detail.status !== undefined) this.status = detail.status;
    if (detail.retry_after_ms !== undefined) this.retry_after_ms = detail.retry_after_ms;
    if (detail.reason !== undefined) this.reason = detail.reason;
  }
}

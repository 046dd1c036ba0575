import { isProviderErrorCode, type ProviderErrorCode, ProviderError, type Whose } from "../calls/provider-error.ts";

type Kind = {
  readonly whose: Whose;
  /** Whether the same thing may go well later, without anybody doing something about it. */
  readonly retryable: boolean;
  readonly title: string;
  readonly help: string;
};

/** Every way an effect on the outside can fail, in one place, so that each channel's failures read the same. */
const kinds = {
  "delivery.destination_refused": {
    whose: "user",
    retryable: false,
    title: "Avow does not connect to this address.",
    help: "Use an https address on the public internet. For a server on this machine, the operator can allow loopback.",
  },
  "delivery.host_not_registered": {
    whose: "us",
    retryable: false,
    title: "This host belongs to nobody in the register of processors.",
    help: "The operator can add the host to the processor's entry. Nothing was sent.",
  },
  "delivery.redirected": {
    whose: "user",
    retryable: true,
    title: "The receiver sends us on to another address.",
    help: "Enter the final address; redirects are not followed.",
  },
  "delivery.insecure": {
    whose: "user",
    retryable: true,
    title: "The receiver's encryption cannot be trusted.",
    help: "It needs TLS 1.2 or newer and a valid certificate for its name. Nothing was sent.",
  },
  "delivery.unreachable": {
    whose: "network",
    retryable: true,
    title: "The receiver cannot be reached.",
    help: "Check that it is running, and that its address and port are right. Nothing was sent.",
  },
  "delivery.connection_lost": {
    whose: "network",
    retryable: true,
    title: "The connection broke off before the receiver answered.",
    help: "Whether it arrived is not known. Look at the receiver's own log for the time of this attempt.",
  },
  "delivery.timed_out": {
    whose: "user",
    retryable: true,
    title: "The receiver took too long to answer.",
    help: "Answer first and work afterwards. Whether it arrived is not known.",
  },
  "delivery.answered_error": {
    whose: "user",
    retryable: true,
    title: "The receiver answered with an error.",
    help: "The attempt shows its status and the beginning of its answer.",
  },
  "delivery.throttled": {
    whose: "provider",
    retryable: true,
    title: "The receiver asks us to slow down.",
    help: "It is sent again when the receiver said it may be, or later.",
  },
  "delivery.gone": {
    whose: "user",
    retryable: false,
    title: "The receiver says that nobody is there any more.",
    help: "Nothing more is sent there. Connect it again if that was a mistake.",
  },
  "delivery.key_refused": {
    whose: "user",
    retryable: false,
    title: "The other side does not accept our credentials.",
    help: "Connect it again, or check what the credentials may do.",
  },
  "delivery.recipient_refused": {
    whose: "user",
    retryable: false,
    title: "The other side will never take anything for this recipient.",
    help: "Check how the recipient is written.",
  },
  "delivery.content_refused": {
    whose: "user",
    retryable: false,
    title: "The other side does not take this content.",
    help: "Change the content and send it anew; `reason` says what was refused where that is known.",
  },
  "delivery.not_accepted": {
    whose: "us",
    retryable: true,
    title: "The other side does not accept anything from here at the moment.",
    help: "Check user and password, and whether this server may send as the sender it names.",
  },
  "delivery.answer_unreadable": {
    whose: "provider",
    retryable: true,
    title: "The other side's answer could not be read.",
    help: "Whether it arrived is not known.",
  },
  "delivery.interrupted": {
    whose: "us",
    retryable: true,
    title: "Avow was interrupted while it was sending.",
    help: "Whether it arrived is not known. It is looked up where the other side can be asked.",
  },
  "delivery.not_possible": {
    whose: "user",
    retryable: false,
    title: "The other side cannot do this.",
    help: "Its capability profile says what it can.",
  },
} as const satisfies Record<string, Kind>;

export type DeliveryFailureCode = keyof typeof kinds;
export const isDeliveryFailureCode = (word: string): word is DeliveryFailureCode => Object.hasOwn(kinds, word);
export const describeDeliveryFailure = (code: DeliveryFailureCode): Kind => kinds[code];

/** How one attempt failed. Carries nothing the other side wrote: that is in the attempt's sealed trace. */
export type DeliveryFailure = {
  code: DeliveryFailureCode;
  /** The effect may have happened all the same. */
  mayHaveHappened: boolean;
  retryable: boolean;
  /** The status the other side answered with. */
  status?: number;
  retryAfterMs?: number;
  /** One machine word that says more. */
  reason?: string;
};

type Detail = Partial<Omit<DeliveryFailure, "code">>;

/** A failure of this kind, with what its kind says unless the detail says otherwise. */
export const deliveryFailure = (code: DeliveryFailureCode, detail: Detail = {}): DeliveryFailure => ({
  code,
  mayHaveHappened: false,
  retryable: kinds[code].retryable,
  ...detail,
});

const byOutwardCode: Partial<Record<ProviderErrorCode, Parameters<typeof deliveryFailure>>> = {
  "egress.destination_refused": ["delivery.destination_refused"],
  "egress.host_not_registered": ["delivery.host_not_registered"],
  "egress.redirect_refused": ["delivery.redirected"],
  "egress.tls_refused": ["delivery.insecure"],
  "egress.unreachable": ["delivery.unreachable"],
  "egress.connection_lost": ["delivery.connection_lost", { mayHaveHappened: true }],
  "egress.timed_out": ["delivery.timed_out", { mayHaveHappened: true }],
  "provider.cancelled": ["delivery.timed_out", { mayHaveHappened: true }],
};

/** What a failure of the outward client means for a delivery. */
export function fromOutwardFailure(error: unknown): DeliveryFailure {
  if (!(error instanceof ProviderError)) throw error;
  const { code, status, reason } = error;
  const [known, detail] = byOutwardCode[isProviderErrorCode(code) ? code : "egress.connection_lost"] ?? [
    "delivery.answer_unreadable" as const,
    { mayHaveHappened: true },
  ];
  return deliveryFailure(known, {
    ...detail,
    ...(status === undefined ? {} : { status }),
    ...(reason === undefined ? {} : { reason }),
  });
}

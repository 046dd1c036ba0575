import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { QueryView } from "../../design/states/query-view.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import type { SignedReceipt } from "./queries.ts";
import { verifyReceipt } from "./verify-receipt.ts";

const verdicts = {
  valid: { color: "teal", title: "The signature is valid", text: "This receipt is exactly as Avow signed it." },
  invalid: {
    color: "red",
    title: "The signature does not match",
    text: "This receipt was changed after it was signed.",
  },
  cannot_check: {
    color: "gray",
    title: "This browser can't check the signature",
    text: "It needs a secure page and Ed25519. Check the receipt on your own machine as described below.",
  },
};

export function SignatureNotice({ signed }: { signed: SignedReceipt }) {
  const query = useQuery({ queryKey: ["verdict", signed.signature], queryFn: () => verifyReceipt(signed) });
  return (
    <QueryView query={query} skeleton={<TextSkeleton lines={2} />}>
      {(verdict) => (
        <Alert color={verdicts[verdict].color} title={verdicts[verdict].title} role="status">
          {verdicts[verdict].text}
          {verdict !== "cannot_check" && ` Checked in this browser with the public key ${signed.key_id}.`}
        </Alert>
      )}
    </QueryView>
  );
}

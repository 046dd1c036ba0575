import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { CheckItYourself } from "./check-it-yourself.tsx";
import { PendingNotice } from "./pending-notice.tsx";
import { isPending, receiptQuery } from "./queries.ts";
import { ReceiptBody } from "./receipt-body.tsx";
import { SignatureNotice } from "./signature-notice.tsx";

/** For anyone who holds its link, also when no account is left to sign in with. */
export function ReceiptPage() {
  const { token } = useParams({ from: "/receipts/$token" });
  const query = useQuery(receiptQuery(token));
  return (
    <PlainPage title="Receipt" description="What went, what stayed, and the signature that proves it." wide>
      {isPending(query.error) ? (
        <PendingNotice />
      ) : (
        <QueryView query={query}>
          {(signed) => (
            <>
              <SignatureNotice signed={signed} />
              <ReceiptBody receipt={signed.receipt} />
              <CheckItYourself signed={signed} />
            </>
          )}
        </QueryView>
      )}
    </PlainPage>
  );
}

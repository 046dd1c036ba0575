import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { tell } from "../../design/states/tell.tsx";
import { checkMcpServer } from "../mcp-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { connectionsQuery, finishConnection, takeReturn } from "./queries.ts";

/** Where a service sends the browser back to. */
export function ConnectCallbackPage() {
  const { workspace } = useCurrent();
  const [error, setError] = useState<unknown>(null);
  const navigate = useNavigate();
  const client = useQueryClient();
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return; // an answer is good for one use
    isBegun.current = true;
    const finish = async () => {
      const brought = readAnswer();
      if (!brought) throw new Error("The service gave no access. Whoever was asked there said no, or closed the page.");
      const { account, mcp_server_id: server } = await finishConnection(brought);
      tell(`${account} is connected. What waited for it goes on.`);
      // What it has is known only now.
      if (server !== null) await checkMcpServer(server).catch(() => undefined); // its page says that it does not answer
      await client.invalidateQueries(connectionsQuery(workspace.id));
      await navigate({ href: takeReturn(), replace: true });
    };
    finish().catch(setError);
  }, [client, navigate, workspace.id]);
  return (
    <Page title={error === null ? "Connecting" : "That did not work"} narrow>
      {error !== null && (
        <>
          <ErrorNotice error={error} />
          <ButtonLink to="/connections/accounts">Back to the connectors</ButtonLink>
        </>
      )}
    </Page>
  );
}

/** Read once and taken out of the address, so that it stays in no history. */
function readAnswer(): { code: string; state: string; iss?: string } | undefined {
  const query = new URLSearchParams(location.search);
  history.replaceState(history.state, "", location.pathname);
  const [code, state, iss] = ["code", "state", "iss"].map((name) => query.get(name));
  return code && state ? { code, state, ...(iss && { iss }) } : undefined;
}

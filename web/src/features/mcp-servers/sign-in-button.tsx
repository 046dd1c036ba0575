import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { leaveToSignIn, type McpServer } from "./queries.ts";

/** Goes to where one signs in; nothing for whoever may not. */
export function SignInButton({ server }: { server: McpServer }) {
  const { can } = useCurrent();
  const leave = useMutation({ mutationFn: () => leaveToSignIn(server) });
  if (!can(server.sign_in === "workspace" ? "connections.share" : "connections.write")) return null;
  const isAgain = server.signed_in !== null;
  return (
    <>
      <Button
        size="compact-sm"
        variant={isAgain ? "default" : "filled"}
        loading={leave.isPending}
        onClick={() => leave.mutate()}
      >
        {isAgain ? "Sign in again" : `Sign in at ${server.name}`}
      </Button>
      {leave.error !== null && <ErrorNotice error={leave.error} />}
    </>
  );
}

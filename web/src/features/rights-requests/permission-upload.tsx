import { Button, FileButton, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Time } from "../../design/time.tsx";
import { type Followed, followedQuery, sendPermission } from "./queries.ts";

/** Who asks for somebody else sends what they signed. */
export function PermissionUpload({ request, token }: { request: Followed; token: string }) {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) => sendPermission(token, file),
    onSuccess: (answer) => client.setQueryData(followedQuery(token).queryKey, answer),
  });
  if (!request.takes_permission || !token.startsWith("rrt_")) return null;
  const sentAt = request.permission_received_at;
  return (
    <div>
      <Text fz="sm" fw={600}>
        What they signed
      </Text>
      <Text fz="sm" c="dimmed" mb="xs" role={sentAt ? "status" : undefined}>
        {sentAt ? (
          <>
            It came in <Time value={sentAt} />. Whoever answers looks at it; another one takes its place.
          </>
        ) : (
          "Do you have it in writing that you may ask for them? A PDF, PNG or JPEG, at most 3 MiB. It is kept sealed, and only as long as the request."
        )}
      </Text>
      <FileButton accept="application/pdf,image/png,image/jpeg" onChange={(file) => file && send.mutate(file)}>
        {(props) => (
          <Button variant="default" size="xs" loading={send.isPending} {...props}>
            {sentAt ? "Send another" : "Send it"}
          </Button>
        )}
      </FileButton>
      {send.error && <ErrorNotice error={send.error} />}
    </div>
  );
}

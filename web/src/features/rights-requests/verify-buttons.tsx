import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { type Proof, type RightsDetails, verifyRequest } from "./queries.ts";

const proofs: Record<Proof, string> = {
  signed_permission: "A signed permission",
  document: "A document",
  spoken: "We spoke",
};

/** Where no link can show that somebody may ask for another, a member notes by what else they proved it. */
export function VerifyButtons({ request }: { request: RightsDetails }) {
  const client = useQueryClient();
  const verify = useMutation({
    mutationFn: (proof: Proof) => verifyRequest(request.id, proof),
    onSettled: () => client.invalidateQueries({ queryKey: ["rights-requests"] }),
  });
  return (
    <div>
      <Text fz="sm" fw={600}>
        By what did they prove that they may ask?
      </Text>
      <Text fz="sm" c="dimmed">
        {request.permission ? "Look at what they signed first. " : ""}
        What they showed you otherwise is not stored, only what kind it was. Ask for no more than it takes.
      </Text>
      <Group gap="xs" mt="xs">
        {(Object.keys(proofs) as Proof[]).map((proof) => (
          <Button
            key={proof}
            size="compact-sm"
            variant="default"
            loading={verify.isPending && verify.variables === proof}
            onClick={() => verify.mutate(proof)}
          >
            {proofs[proof]}
          </Button>
        ))}
      </Group>
      {verify.error && <ErrorNotice error={verify.error} />}
    </div>
  );
}

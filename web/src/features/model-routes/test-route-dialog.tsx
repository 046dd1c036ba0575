import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Credits } from "../wallet/credits.tsx";
import { type Route, type RouteTest, testRoute } from "./queries.ts";

/** Asks something short for real, and shows whom the route asked. */
export function TestRouteDialog({ route, onClose }: { route: Route; onClose: () => void }) {
  const test = useMutation({ mutationFn: () => testRoute(route.id) });
  return (
    <Modal opened onClose={onClose} title={`Test ${route.model}`} size="lg">
      <Stack>
        <Text fz="sm">
          One short question goes out like any other call: by your policy, paid from the wallet, and on record.
        </Text>
        {test.error && <ErrorNotice error={test.error} />}
        {test.data && <Result result={test.data} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button loading={test.isPending} onClick={() => test.mutate()} data-autofocus>
            {test.data ? "Ask again" : "Ask"}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Result({ result: { outcome, attempts, text, cost_micros, sandbox } }: { result: RouteTest }) {
  return (
    <Stack gap="xs" role="status">
      {attempts.map(({ provider, model, outcome: how, code, ms }) => (
        <Group key={`${provider}${model}${String(code)}`} justify="space-between">
          <Text fz="sm" className="mono anywhere">
            {model}
          </Text>
          <StatusDot tone={how === "answered" ? "good" : "bad"}>
            {how === "answered" ? `Answered in ${ms ?? "–"} ms` : `${code ?? "failed"} after ${ms ?? "–"} ms`}
          </StatusDot>
        </Group>
      ))}
      <Text fz="sm" className="anywhere">
        {outcome === "answered" ? `“${text}”` : "Nobody answered."}{" "}
        {sandbox && "No AI was called: this was the sandbox."}
      </Text>
      <Text fz="sm" c="dimmed">
        Charged: <Credits value={cost_micros} />
      </Text>
    </Stack>
  );
}

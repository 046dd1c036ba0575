import { Anchor, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ConnectProviderDialog } from "./connect-provider-dialog.tsx";
import { describeReason } from "../processors/describe-obstacle.ts";
import { type Provider, providersQuery } from "./queries.ts";

/** Vendors of models: what each gets to see and keep stands here before its first use. */
export function ProvidersSection({ mayConnect }: { mayConnect: boolean }) {
  const { organization } = useCurrent();
  const query = useQuery(providersQuery(organization.id));
  const [chosen, choose] = useState<Provider>();
  return (
    <Section
      title="Providers"
      description="Third parties that answer with models of theirs, by a key of yours. Each needs a valid entry in the register of processors, and your policy's consent."
    >
      <QueryView query={query}>
        {(providers) =>
          providers.map((provider) => (
            <ProviderRow
              key={provider.kind}
              provider={provider}
              mayConnect={mayConnect}
              onConnect={() => choose(provider)}
            />
          ))
        }
      </QueryView>
      {chosen && <ConnectProviderDialog provider={chosen} onClose={() => choose(undefined)} />}
    </Section>
  );
}

interface ProviderRowProps {
  provider: Provider;
  mayConnect: boolean;
  onConnect: () => void;
}

function ProviderRow({ provider, mayConnect, onConnect }: ProviderRowProps) {
  const { name, country, retention_days, policy_url, obstacle } = provider;
  return (
    <Group justify="space-between" py={12} style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ flex: "1 1 260px", minWidth: 0 }}>
        <Text fz="sm" fw={500}>
          {name}
        </Text>
        <Text fz="sm" c="dimmed">
          {[country, retention_days !== null && `keeps ${retention_days} days`].filter(Boolean).join(" · ")}{" "}
          {policy_url && (
            <Anchor href={policy_url} target="_blank" rel="noreferrer noopener" fz="sm">
              Privacy policy
            </Anchor>
          )}
        </Text>
        {obstacle ? (
          <StatusDot tone="off">{describeReason(obstacle)}</StatusDot>
        ) : (
          <StatusDot tone="good">May be used</StatusDot>
        )}
      </div>
      {mayConnect && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={obstacle !== null}
          aria-label={`Connect ${name}`}
          onClick={onConnect}
        >
          Connect…
        </Button>
      )}
    </Group>
  );
}

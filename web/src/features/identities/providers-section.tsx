import { Badge, Button, Code, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../../api.ts";
import { CopyField } from "../../design/text/copy-field.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tellFailure } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { DisconnectDialog } from "./disconnect-dialog.tsx";
import { ProviderDialog } from "./provider-dialog.tsx";
import { type Provider, providersQuery } from "./queries.ts";

/** The providers through which an organization's members sign in. */
export function ProvidersSection() {
  const { organization, can } = useCurrent();
  const [isAdding, adding] = useDisclosure();
  const query = useQuery(providersQuery(organization.id));
  const add = can("sign_in.write") && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={adding.open}>
      Connect provider
    </Button>
  );
  return (
    <Section
      title="Sign-in"
      description="Members sign in by your own OpenID Connect provider, once its e-mail domain is proved by a DNS record."
      action={add}
    >
      <QueryView query={query}>
        {(providers) =>
          providers.length === 0 ? (
            <Text fz="sm" c="dimmed">
              No provider is connected. Members sign in by password, passkey or what the operator offers.
            </Text>
          ) : (
            <Stack>
              {providers.map((provider) => (
                <ProviderCard key={provider.id} provider={provider} />
              ))}
            </Stack>
          )
        }
      </QueryView>
      {isAdding && <ProviderDialog onClose={adding.close} />}
    </Section>
  );
}

const at = (provider: Provider) => ({ params: { path: { identity_provider_id: provider.id } } });

function ProviderCard({ provider }: { provider: Provider }) {
  const { organization, can } = useCurrent();
  const client = useQueryClient();
  const renew = () => client.invalidateQueries(providersQuery(organization.id));
  const test = useMutation({
    mutationFn: () => bodyOf(api.POST("/identity-providers/{identity_provider_id}/test", at(provider))),
  });
  const check = useMutation({
    mutationFn: () => api.POST("/identity-providers/{identity_provider_id}/check-domains", at(provider)),
    onSuccess: renew,
    onError: tellFailure,
  });
  const [isChanging, changing] = useDisclosure();
  const [isLeaving, leaving] = useDisclosure();
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Text fw={500}>{provider.name}</Text>
        {provider.adds_members && <Badge color="gray">Adds members as {provider.default_role}</Badge>}
        {provider.is_required && <Badge color="gray">Required</Badge>}
      </Group>
      <Text fz="sm" c="dimmed" className="anywhere">
        {provider.issuer}
      </Text>
      <CopyField label="Redirect address, for the provider" value={provider.redirect_uri} />
      {provider.domains.map((domain) => (
        <DomainProof key={domain.domain} {...domain} />
      ))}
      {can("sign_in.write") && (
        <Group gap="xs">
          <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            Test
          </Button>
          {provider.domains.length > 0 && (
            <Button size="compact-sm" variant="default" loading={check.isPending} onClick={() => check.mutate()}>
              Check domains
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={changing.open}>
            Change
          </Button>
          <Button size="compact-sm" variant="default" onClick={leaving.open}>
            Disconnect…
          </Button>
        </Group>
      )}
      {isChanging && <ProviderDialog provider={provider} onClose={changing.close} />}
      {isLeaving && <DisconnectDialog provider={provider} onClose={leaving.close} />}
      {test.error && <ErrorNotice error={test.error} />}
      {test.data && (
        <Text fz="sm" role="status">
          Found {test.data.issuer} with {test.data.keys} keys.{" "}
          {test.data.algorithms.length > 0
            ? `It signs by ${test.data.algorithms.join(" and ")}.`
            : "It signs by nothing that is taken here: set it to RS256 or ES256."}{" "}
          {test.data.supports_pkce ? "It announces PKCE." : "It does not announce PKCE, which is sent all the same."}
        </Text>
      )}
    </Stack>
  );
}

function DomainProof({ domain, proven_at, record_name, record_value }: Provider["domains"][number]) {
  if (proven_at)
    return (
      <Text fz="sm">
        {domain} <Badge color="teal">Proved</Badge>
      </Text>
    );
  return (
    <Text fz="sm" className="anywhere" component="div">
      {domain} <Badge color="yellow">Not proved</Badge>
      <br />
      Add the TXT record <Code>{record_name}</Code> with <Code>{record_value}</Code>, then check.
    </Text>
  );
}

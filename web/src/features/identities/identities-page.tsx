import { Button, Table, Text } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { deploymentQuery } from "../deployment/queries.ts";
import { meQuery } from "../users/queries.ts";
import { SettingsTabs } from "../users/settings-tabs.tsx";
import { identitiesQuery, type Identity, leave, type Way, unlinkIdentity } from "./queries.ts";

/** The identities at providers by which someone signs in. */
export function IdentitiesPage() {
  const query = useQuery(identitiesQuery);
  return (
    <Page title="Linked identities" tabs={<SettingsTabs />}>
      <Section
        title="Where else you sign in"
        description="Linked once, an identity signs you in, whatever address it has later."
        action={<LinkButtons />}
      >
        <QueryView query={query}>
          {(identities) =>
            identities.length === 0 ? (
              <Empty icon={IconLink} title="No identity is linked">
                Link Google or your organization's provider, and sign in without a password.
              </Empty>
            ) : (
              <DataTable label="Linked identities" columns={["Provider", "Address", "Last used", ""]}>
                {identities.map((identity) => (
                  <IdentityRow key={identity.id} identity={identity} />
                ))}
              </DataTable>
            )
          }
        </QueryView>
      </Section>
    </Page>
  );
}

function LinkButtons() {
  const { data: deployment } = useQuery(deploymentQuery);
  const { data: me } = useQuery(meQuery);
  const link = useMutation({ mutationFn: (way: Way) => leave(way, { kind: "link" }) });
  return (
    <>
      {deployment?.google && (
        <Button
          size="xs"
          variant="default"
          loading={link.isPending}
          onClick={() => link.mutate({ provider: "google" })}
        >
          Link Google
        </Button>
      )}
      {me && (
        <Button
          size="xs"
          variant="default"
          loading={link.isPending}
          onClick={() => link.mutate({ email: me.user.email })}
        >
          Link my organization's provider
        </Button>
      )}
      {link.error && <ErrorNotice error={link.error} />}
    </>
  );
}

function IdentityRow({ identity }: { identity: Identity }) {
  const client = useQueryClient();
  const unlink = useMutation({
    mutationFn: () => unlinkIdentity(identity.id),
    onSuccess: () => tell("Unlinked."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(identitiesQuery),
  });
  return (
    <Table.Tr>
      <Table.Td>
        <Text fz="sm" className="anywhere">
          {URL.parse(identity.issuer)?.host ?? identity.issuer}
        </Text>
      </Table.Td>
      <Table.Td className="anywhere">{identity.email}</Table.Td>
      <Table.Td>
        <Time value={identity.last_used_at} />
      </Table.Td>
      <Table.Td ta="right">
        <Button
          size="compact-sm"
          variant="default"
          loading={unlink.isPending}
          aria-label={`Unlink ${identity.email}`}
          onClick={() => unlink.mutate()}
        >
          Unlink
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

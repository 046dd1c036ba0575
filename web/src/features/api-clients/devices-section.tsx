import { Badge, Button, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDevices } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { type ApiClient, apiClientsQuery, revokeApiClient } from "./queries.ts";

/** The programs that act for whoever looks. */
export function DevicesSection() {
  const query = useQuery(apiClientsQuery);
  const enter = (
    <ButtonLink to="/device" variant="default" size="xs">
      Enter a device's code
    </ButtonLink>
  );
  return (
    <Section
      title="Devices and API clients"
      description="Programs that you allowed to act for you, such as the avow command. End any that you don't recognise."
      action={enter}
    >
      <QueryView query={query}>
        {(clients) =>
          clients.length === 0 ? (
            <Empty icon={IconDevices} title="No device acts for you">
              Run avow login on a device. It shows a code, and you decide here what it may do.
            </Empty>
          ) : (
            <DataTable
              label="Devices and API clients"
              columns={["Name", "May", "Allowed", "Last used", ""]}
              minWidth={640}
            >
              {clients.map((client) => (
                <DeviceRow key={client.id} device={client} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}

function DeviceRow({ device }: { device: ApiClient }) {
  const [isRevoking, revoking] = useDisclosure();
  return (
    <Table.Tr>
      <Table.Td>
        <Text fz="sm" fw={500} className="anywhere">
          {device.name}
        </Text>
        <Text className="mono" c="dimmed">
          {device.program}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge color="gray" title={device.scopes.join(", ")}>
          {device.scopes.length === 1 ? device.scopes[0] : `${device.scopes.length} permissions`}
        </Badge>
      </Table.Td>
      <Table.Td>
        <Time value={device.created_at} show="date" />
      </Table.Td>
      <Table.Td>{device.last_used_at ? <Time value={device.last_used_at} /> : "Not yet"}</Table.Td>
      <Table.Td ta="right">
        <Button size="compact-sm" variant="default" aria-label={`End ${device.name}`} onClick={revoking.open}>
          End…
        </Button>
        {isRevoking && <EndDialog device={device} onClose={revoking.close} />}
      </Table.Td>
    </Table.Tr>
  );
}

function EndDialog({ device, onClose }: { device: ApiClient; onClose: () => void }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeApiClient(device.id),
    onSuccess: () => {
      onClose();
      tell(`${device.name} no longer acts for you.`);
      return client.invalidateQueries(apiClientsQuery);
    },
  });
  return (
    <ConfirmDialog
      title={`End ${device.name}`}
      action="End device"
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      Its tokens stop working at once. To use it again, run avow login on it.
    </ConfirmDialog>
  );
}

import { Badge, Table, Text } from "@mantine/core";
import { AnchorLink } from "../../design/page/links.tsx";
import { Time } from "../../design/time.tsx";
import type { ListedContact } from "./queries.ts";
import { callContact, describeIdentity, labelOfAge, labelOfKind } from "./words.ts";

export function ContactRow({ contact }: { contact: ListedContact }) {
  return (
    <Table.Tr>
      <Table.Td>
        <AnchorLink to="/inbox/contacts/$contactId" params={{ contactId: contact.id }} fw={500} className="anywhere">
          {callContact(contact)}
        </AnchorLink>
      </Table.Td>
      <Table.Td>
        <div>
          {contact.identities.map((identity) => (
            <Text key={identity.kind + identity.value} fz="sm" className="anywhere">
              {describeIdentity(identity)}{" "}
              <Text span c="dimmed" fz="xs" style={{ whiteSpace: "nowrap" }}>
                {labelOfKind(identity.kind)}
              </Text>
            </Text>
          ))}
          {contact.identities.length === 0 && "Nothing yet"}
        </div>
      </Table.Td>
      <Table.Td>
        {contact.age_state === "minor" ? <Badge color="red">Minor</Badge> : labelOfAge(contact.age_state)}
      </Table.Td>
      <Table.Td>
        <Time value={contact.updated_at} />
      </Table.Td>
    </Table.Tr>
  );
}

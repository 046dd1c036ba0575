import { Badge, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { QueryView } from "../../design/states/query-view.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { Attempts, DeliveryActions, type Steer } from "../deliveries/delivery-timeline.tsx";
import { stateTones, stateWords } from "../deliveries/states.ts";
import { cancelMail, type Mail, mailQuery, mailsKey, replayMail, settleMail } from "./queries.ts";

const steer: Steer = { replay: replayMail, cancel: cancelMail, settle: settleMail };

const owners: Record<Mail["belongs_to"], string> = {
  user: "a user",
  organization: "an organization",
  workspace: "a workspace",
};

const inWords = (template: string) =>
  template === "tool_mail" ? "written by an agent" : template.replaceAll("_", " ");

/** One mail in a line; open, every attempt to send it. */
export function MailRow({ mail }: { mail: Mail }) {
  const [isOpen, { toggle }] = useDisclosure();
  const { id, template, belongs_to, state, held, sandbox, attempts, created_at } = mail;
  return (
    <div style={{ borderTop: "1px solid var(--line)" }}>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} w="100%" py={10}>
        <Group justify="space-between" gap="xs">
          <div style={{ flex: "1 1 240px", minWidth: 0 }}>
            <Text fz="sm" fw={500} className="anywhere">
              {inWords(template)} {sandbox && <Badge variant="light">sandbox</Badge>}
            </Text>
            <Text fz="xs" c="dimmed" className="anywhere">
              {id} · of {owners[belongs_to]} · <Time value={created_at} />
            </Text>
          </div>
          <Text fz="sm" className="tabular">
            {attempts === 1 ? "1 attempt" : `${attempts} attempts`}
          </Text>
          <StatusDot tone={held ? "off" : stateTones[state]}>{held ? "in the mailbox" : stateWords[state]}</StatusDot>
        </Group>
      </UnstyledButton>
      {isOpen && <MailDetails id={id} />}
    </div>
  );
}

function MailDetails({ id }: { id: string }) {
  const query = useQuery(mailQuery(id));
  return (
    <QueryView query={query}>
      {(mail) => (
        <Stack gap="xs" pb={12}>
          <Text fz="sm">
            Asked for <Time value={mail.created_at} />
          </Text>
          <Attempts delivery={mail} />
          {mail.template === "tool_mail" ? (
            <Text fz="xs" c="dimmed">
              Its workspace cancels it or sends it once more, under Deliveries.
            </Text>
          ) : (
            <DeliveryActions delivery={mail} steer={steer} changes={mailsKey} />
          )}
        </Stack>
      )}
    </QueryView>
  );
}

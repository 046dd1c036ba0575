import { Button, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCoin, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { OperatorIndex } from "../operator/operator-index.tsx";
import { Credits } from "../wallet/credits.tsx";
import { PriceDialog } from "./price-dialog.tsx";
import { type ModelPrice, modelPricesQuery, withdrawPrice } from "./queries.ts";

/** Operator › Prices: what models cost here instead of what the list says. */
export function ModelPricesPage() {
  const query = useQuery(modelPricesQuery);
  const [isSetting, setting] = useDisclosure();
  return (
    <Page
      title="Prices"
      tabs={<OperatorIndex />}
      actions={
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={setting.open}>
          Set a price
        </Button>
      }
    >
      <Section
        title="Prices of models"
        description="Calls to providers cost what the dated list that comes with Avow says, unless you set a price. It counts from its day on, for every organization, in quotes and in what is charged; a call ends at the price it began at."
      >
        <QueryView query={query}>
          {(prices) =>
            prices.length === 0 ? (
              <Empty icon={IconCoin} title="The list's prices count">
                Set a price where yours differ: by a contract of your own, for a model the list does not know, or for
                images.
              </Empty>
            ) : (
              <DataTable
                label="Prices of models"
                columns={["Model", "In", "Out", "Cached", "An image", "From", "State", ""]}
                minWidth={860}
              >
                {prices.map((price) => (
                  <PriceRow key={price.id} price={price} />
                ))}
              </DataTable>
            )
          }
        </QueryView>
        <Text fz="xs" c="dimmed" mt="sm">
          In credits: for a million tokens, or for one image.
        </Text>
      </Section>
      {isSetting && <PriceDialog onClose={setting.close} />}
    </Page>
  );
}

const states = {
  coming: { tone: "warn", label: "Coming" },
  in_effect: { tone: "good", label: "In effect" },
  past: { tone: "off", label: "Past" },
} as const;

const amount = (value: number | null) => (value === null ? "–" : <Credits value={value} />);

function PriceRow({ price }: { price: ModelPrice }) {
  const { provider, name, tokens_in, tokens_out, tokens_cached, image, effective_at, state } = price;
  const isList = tokens_in === null;
  return (
    <Table.Tr>
      <Table.Td className="anywhere" fw={500}>
        {provider}/{name}
      </Table.Td>
      <Table.Td>{isList ? "As listed" : amount(tokens_in)}</Table.Td>
      <Table.Td>{isList ? "As listed" : amount(tokens_out)}</Table.Td>
      <Table.Td>{amount(tokens_cached)}</Table.Td>
      <Table.Td>{amount(image)}</Table.Td>
      <Table.Td>
        <Time value={effective_at} show="full" />
      </Table.Td>
      <Table.Td>
        <StatusDot tone={states[state].tone}>{states[state].label}</StatusDot>
      </Table.Td>
      <Table.Td ta="right">{state === "coming" && <WithdrawButton price={price} />}</Table.Td>
    </Table.Tr>
  );
}

function WithdrawButton({ price: { id, provider, name } }: { price: ModelPrice }) {
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withdrawPrice(id),
    onSuccess: () => tell(`The price of ${provider}/${name} is withdrawn.`),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(modelPricesQuery),
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={withdraw.isPending}
      aria-label={`Withdraw the price of ${provider}/${name}`}
      onClick={() => withdraw.mutate()}
    >
      Withdraw
    </Button>
  );
}

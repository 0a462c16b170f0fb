import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { channelWord } from "@/shared/words/contact";
import { suppressionsQuery } from "../queries";

/** Whom nobody contacts any more, on which channels; nothing lifts it. */
export function SuppressionsSection() {
  const { zone } = useMe();
  const query = useInfiniteQuery(suppressionsQuery);
  const today = dayIn(zone);
  return (
    <Card title={m.suppressions_title()} lead={m.suppressions_lead()}>
      <FourStates
        query={query}
        skeleton={<Loading height={120} />}
        isEmpty={({ pages }) => pages[0]?.suppressions.length === 0}
        empty={<Text>{m.suppressions_none()}</Text>}
      >
        {({ pages }) => (
          <>
            <Table
              caption={m.suppressions_title()}
              headings={[
                m.suppressions_since(),
                m.suppressions_channel(),
                m.suppressions_what(),
                m.suppressions_why(),
                "",
              ]}
              rows={pages
                .flatMap((page) => page.suppressions)
                .map((it) => ({
                  id: it.id,
                  cells: [
                    shortDay(dayIn(zone, new Date(it.at)), today),
                    channelWord(it.channel),
                    it.key || m.suppressions_whole(),
                    it.why,
                    <PlaceLink key="person" to={`/people/${it.person}`} route="/people/$id">
                      {m.consistency_person()}
                    </PlaceLink>,
                  ],
                }))}
            />
            {query.hasNextPage && (
              <Button
                variant="default"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {m.shared_more()}
              </Button>
            )}
          </>
        )}
      </FourStates>
    </Card>
  );
}

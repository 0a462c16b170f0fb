import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { SampleButton } from "@/features/sample/public/sample-button";
import { Empty } from "@/shared/four-states/empty";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { BulkBar } from "./bulk/bulk-bar";
import { groupsOf } from "./grid/groups";
import { PeopleGrid } from "./grid/people-grid";
import { LacksNote } from "./list/lacks-note";
import { PeopleFilters } from "./list/people-filters";
import { PeopleHeading } from "./list/people-heading";
import { ViewTabs } from "./list/view-tabs";
import { nobodyIn } from "./list/views";
import styles from "./people-page.module.css";
import { askToAddPerson } from "./public/add-person-store";
import { countsQuery, type Filters, isSortedGroup, peopleQuery } from "./queries";
import { columnsOf, filtersOf, isFiltered, type PeopleSearch } from "./search";
import { SideSheet } from "./sheet/side-sheet";

type PeoplePageProps = {
  search: PeopleSearch;
  /** Puts something else into the address. */
  onSearch: (search: PeopleSearch, how?: { isStep: boolean }) => void;
};

/** Everybody, found fast. */
export function PeoplePage({ search, onSearch }: PeoplePageProps) {
  const router = useRouter();
  const filters = useMemo(() => filtersOf(search), [search]);
  const query = useInfiniteQuery(peopleQuery(filters, search.group));
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isPlaceholderData } = query;
  const people = useMemo(() => query.data?.pages.flatMap((page) => page.people), [query.data]);
  // The rows come first: they are what somebody waits for.
  const isListed = people !== undefined && !isPlaceholderData;
  const { data: counts } = useQuery({ ...countsQuery(filters), enabled: isListed });
  const groups = useMemo(
    () => groupsOf(query.data?.pages ?? [], search.group, counts),
    [query.data, search.group, counts],
  );
  const more = useCallback(() => {
    if (!isFetchingNextPage && !isPlaceholderData) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage, isPlaceholderData]);
  const columns = useMemo(() => columnsOf(search), [search]);
  const onSort = (sort: PeopleSearch["sort"]) =>
    onSearch({ ...search, sort, person: undefined }, { isStep: true });
  const peek = (person: string | undefined) =>
    onSearch({ ...search, person }, { isStep: search.person === undefined });
  return (
    <div className={styles.page} data-has-sheet={search.person !== undefined || undefined}>
      <div className={styles.list}>
        <PeopleHeading counts={counts} search={search} />
        <ViewTabs search={search} onSearch={onSearch} />
        <PeopleFilters search={search} onSearch={onSearch} />
        <LacksNote counts={counts} search={search} />
        <FourStates
          query={{ data: people, error: query.error, refetch: query.refetch }}
          skeleton={<RowsSkeleton rows={14} height={44} />}
          isEmpty={(rows) => rows.length === 0}
          empty={<Nobody filters={filters} onAll={() => onSearch({ columns: search.columns })} />}
        >
          {(rows) => (
            <div className={styles.rows} data-is-old={isPlaceholderData || undefined}>
              <PeopleGrid
                people={rows}
                groups={groups}
                list={JSON.stringify(filters)}
                columns={columns}
                sort={isSortedGroup(search.group) ? search.group : search.sort}
                onSort={isSortedGroup(search.group) ? undefined : onSort}
                onNearEnd={hasNextPage ? more : undefined}
                onOpen={(id) => router.history.push(`/people/${id}`)}
                onPeek={peek}
                peeked={search.person}
                bar={(chosen) => <BulkBar chosen={chosen} filters={filters} />}
              />
            </div>
          )}
        </FourStates>
      </div>
      {search.person !== undefined && (
        <SideSheet key={search.person} id={search.person} onClose={() => peek(undefined)} />
      )}
    </div>
  );
}

type NobodyProps = { filters: Filters; onAll: () => void };

function Nobody({ filters, onAll }: NobodyProps) {
  if (isFiltered(filters)) {
    return (
      <Empty {...nobodyText(filters)}>
        <Button variant="default" onClick={onAll}>
          {m.people_show_all()}
        </Button>
      </Empty>
    );
  }
  return (
    <Empty title={m.people_empty()} text={m.people_empty_text()}>
      <PlaceLink to="/import" button="filled">
        {m.people_import_list()}
      </PlaceLink>
      <Button variant="default" onClick={askToAddPerson}>
        {m.people_add_one()}
      </Button>
      <SampleButton />
    </Empty>
  );
}

/** Who is missing, by the view where nothing else narrows it. */
function nobodyText({ view, sort: _, ...others }: Filters): { title: string; text?: string } {
  const isOfView = view !== undefined && Object.keys(others).length === 0;
  if (isOfView) return { title: nobodyIn(view) };
  return { title: m.people_none_found(), text: m.people_none_found_text() };
}

import { Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Empty } from "@/shared/four-states/empty";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { SearchField } from "@/shared/lists/search-field";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import styles from "./companies.module.css";
import { CompanyRows, ROW } from "./company-rows";
import { companiesQuery } from "./queries";

type CompaniesPageProps = { q: string; onQ: (q: string) => void };

/** Where people work. */
export function CompaniesPage({ q, onQ }: CompaniesPageProps) {
  const query = useInfiniteQuery(companiesQuery(q));
  const companies = useMemo(
    () => query.data?.pages.flatMap((page) => page.companies),
    [query.data],
  );
  return (
    <div className={styles.page}>
      <Title order={1}>{m.screen_companies()}</Title>
      <SearchField value={q} placeholder={m.companies_search()} onChange={onQ} />
      <FourStates
        query={{ data: companies, error: query.error, refetch: query.refetch }}
        skeleton={<RowsSkeleton rows={14} height={ROW} />}
        isEmpty={(rows) => rows.length === 0}
        empty={<NoCompany isFiltered={q !== ""} />}
      >
        {(rows) => (
          <CompanyRows
            companies={rows}
            onNearEnd={
              query.hasNextPage && !query.isFetchingNextPage ? query.fetchNextPage : undefined
            }
          />
        )}
      </FourStates>
    </div>
  );
}

type NoCompanyProps = { isFiltered: boolean };

function NoCompany({ isFiltered }: NoCompanyProps) {
  if (isFiltered)
    return <Empty title={m.companies_none_found()} text={m.companies_none_found_text()} />;
  return (
    <Empty title={m.companies_empty()} text={m.companies_empty_text()}>
      <PlaceLink to="/import" button="filled">
        {m.people_import_list()}
      </PlaceLink>
    </Empty>
  );
}

import { Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { Empty } from "@/shared/four-states/empty";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { SearchField } from "@/shared/lists/search-field";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import styles from "./companies.module.css";
import { CompanyRows, ROW } from "./company-rows";
import { type CompaniesSearch, companiesQuery } from "./queries";

type CompaniesPageProps = { search: CompaniesSearch; onQ: (q: string) => void };

/** Where people work. */
export function CompaniesPage({ search, onQ }: CompaniesPageProps) {
  const query = useInfiniteQuery(companiesQuery(search));
  const companies = useMemo(
    () => query.data?.pages.flatMap((page) => page.companies),
    [query.data],
  );
  return (
    <div className={styles.page}>
      <Title order={1}>{m.screen_companies()}</Title>
      <nav className={styles.tabs} aria-label={m.companies_views()}>
        <Tab search={search} isDream={undefined} label={m.companies_all()} />
        <Tab search={search} isDream label={m.companies_dreams()} />
      </nav>
      <SearchField value={search.q ?? ""} placeholder={m.companies_search()} onChange={onQ} />
      <FourStates
        query={{ data: companies, error: query.error, refetch: query.refetch }}
        skeleton={<RowsSkeleton rows={14} height={ROW} />}
        isEmpty={(rows) => rows.length === 0}
        empty={<NoCompany search={search} />}
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

type TabProps = { search: CompaniesSearch; isDream: true | undefined; label: string };

function Tab({ search, isDream, label }: TabProps) {
  return (
    <Link
      to="/companies"
      search={{ ...search, dream: isDream }}
      className={styles.tab}
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={search.dream === isDream ? "page" : undefined}
    >
      {label}
    </Link>
  );
}

type NoCompanyProps = { search: CompaniesSearch };

function NoCompany({ search: { q, dream } }: NoCompanyProps) {
  if (q !== undefined)
    return <Empty title={m.companies_none_found()} text={m.companies_none_found_text()} />;
  if (dream) return <Empty title={m.companies_no_dream()} text={m.companies_no_dream_text()} />;
  return (
    <Empty title={m.companies_empty()} text={m.companies_empty_text()}>
      <PlaceLink to="/import" button="filled">
        {m.people_import_list()}
      </PlaceLink>
    </Empty>
  );
}

import { Button, Menu } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SearchField } from "@/shared/lists/search-field";
import { m } from "@/shared/messages/gen/messages";
import { columnWord } from "../grid/columns";
import { FIT_WORDS, STANDING_WORDS } from "../public/words";
import { isSortedGroup, membersQuery } from "../queries";
import { COLUMNS, columnsInSearch, columnsOf, type PeopleSearch } from "../search";
import { Chip } from "./chip";
import styles from "./list.module.css";
import { TagFilter } from "./tag-filter";

type PeopleFiltersProps = {
  search: PeopleSearch;
  onSearch: (search: PeopleSearch, how?: { isStep: boolean }) => void;
};

/** What narrows the list, and in what order and columns it is shown; all of it stands in the address. */
export function PeopleFilters({ search, onSearch }: PeopleFiltersProps) {
  const [asksForMembers, setAsksForMembers] = useState(false);
  const { data } = useQuery({ ...membersQuery, enabled: asksForMembers });
  const set = (change: PeopleSearch, isStep = true) =>
    onSearch({ ...search, ...change, person: undefined }, { isStep });
  const members = data?.members.map((member) => [member.name, () => member.name] as const) ?? [];
  return (
    <search className={styles.filters}>
      <SearchField
        value={search.q ?? ""}
        placeholder={m.people_search()}
        onChange={(q) => set({ q: q || undefined }, false)}
      />
      <Chip
        label={m.people_column_standing()}
        value={search.standing}
        choices={entries(STANDING_WORDS)}
        onChange={(standing) => set({ standing })}
      />
      <Chip
        label={m.people_column_fit()}
        value={search.fit}
        choices={entries(FIT_WORDS)}
        onChange={(fit) => set({ fit })}
      />
      <Chip
        label={m.people_column_owner()}
        value={search.owner}
        choices={members}
        onOpen={() => setAsksForMembers(true)}
        onChange={(owner) => set({ owner })}
      />
      <TagFilter value={search.tag} onChange={(tag) => set({ tag })} />
      {search.company !== undefined && (
        <Held label={m.people_one_company()} onDrop={() => set({ company: undefined })} />
      )}
      {search.import !== undefined && (
        <Held label={m.people_one_import()} onDrop={() => set({ import: undefined })} />
      )}
      <span className={styles.arranged}>
        <Chip
          label={m.people_group()}
          value={search.group}
          choices={entries(GROUPS)}
          onChange={(group) => set({ group })}
        />
        {!isSortedGroup(search.group) && (
          <Chip
            label={m.people_order()}
            value={search.sort}
            choices={entries(ORDERS)}
            onChange={(sort) => set({ sort })}
          />
        )}
        <Columns search={search} onSearch={onSearch} />
      </span>
    </search>
  );
}

const GROUPS = {
  standing: m.people_column_standing,
  fit: m.people_column_fit,
  company: m.people_column_company,
  cadence: m.people_column_running,
  owner: m.people_column_owner,
} as const;

const ORDERS = {
  newest: m.people_order_newest,
  oldest: m.people_order_oldest,
  name: m.people_order_name,
  company: m.people_order_company,
  cadence: m.people_order_cadence,
  owner: m.people_order_owner,
} as const;

function entries<K extends string>(words: Record<K, () => string>): [K, () => string][] {
  return Object.entries(words) as [K, () => string][];
}

type HeldProps = { label: string; onDrop: () => void };

function Held({ label, onDrop }: HeldProps) {
  return (
    <Button
      size="compact-sm"
      variant="light"
      rightSection={<IconX size={14} aria-hidden="true" />}
      aria-label={m.people_filter_drop({ filter: label })}
      onClick={onDrop}
    >
      {label}
    </Button>
  );
}

function Columns({ search, onSearch }: PeopleFiltersProps) {
  const shown = columnsOf(search);
  const toggle = (column: (typeof COLUMNS)[number]) => {
    const after = shown.includes(column) ? shown.filter((it) => it !== column) : [...shown, column];
    onSearch({ ...search, columns: columnsInSearch(after, search) }, { isStep: false });
  };
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" className={styles.columns ?? ""}>
          {m.people_columns()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {COLUMNS.map((column) => (
          <Menu.CheckboxItem
            key={column}
            checked={shown.includes(column)}
            onClick={() => toggle(column)}
          >
            {columnWord(column)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

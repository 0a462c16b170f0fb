import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { type KeptView, useForgetView, useKeepView, viewsQuery } from "../queries";
import { filtersOf, isChanged, isFiltered, type PeopleSearch, searchOfView } from "../search";
import { KeepViewForm } from "./keep-view-form";
import styles from "./list.module.css";
import { SHIPPED_VIEWS, viewName } from "./views";

type ViewTabsProps = { search: PeopleSearch; onSearch: (search: PeopleSearch) => void };
type Tab = { key: string; label: string; search: PeopleSearch };

/** The views as tabs: those that everybody has, then one's own. */
export function ViewTabs({ search, onSearch }: ViewTabsProps) {
  const { data } = useQuery(viewsQuery);
  const [isNaming, setNaming] = useState(false);
  const views = data?.views ?? [];
  const open = views.find((view) => view.id === search.kept);
  const filters = filtersOf(search);
  const { columns } = search;
  const shipped: Tab[] = [
    { key: "all", label: m.people_view_all(), search: { columns } },
    ...SHIPPED_VIEWS.map((view) => ({
      key: view,
      label: viewName(view),
      search: { columns, view },
    })),
  ];
  const isOpen = (tab: Tab) =>
    open === undefined && JSON.stringify(filtersOf(tab.search)) === JSON.stringify(filters);
  const isNew = open === undefined && isFiltered(filters) && !shipped.some(isOpen);
  return (
    <nav className={styles.tabs} aria-label={m.people_views()}>
      {shipped.map((tab) => (
        <TabLink key={tab.key} tab={tab} isOpen={isOpen(tab)} />
      ))}
      {views.map((view) => (
        <span key={view.id} className={styles.own}>
          <TabLink
            tab={{ key: view.id, label: view.name, search: searchOfView(view, search) }}
            isOpen={view === open}
          />
          {view === open && <ViewMenu view={view} search={search} onSearch={onSearch} />}
        </span>
      ))}
      {isNew && (
        <Button variant="subtle" size="compact-sm" onClick={() => setNaming(true)}>
          {m.people_view_keep()}
        </Button>
      )}
      {isNaming && (
        <KeepViewForm
          filters={filters}
          onKept={(id) => onSearch({ ...search, kept: id })}
          onClose={() => setNaming(false)}
        />
      )}
    </nav>
  );
}

type TabLinkProps = { tab: Tab; isOpen: boolean };

function TabLink({ tab, isOpen }: TabLinkProps) {
  return (
    <Link
      to="/people"
      search={tab.search}
      className={styles.tab}
      activeOptions={{ exact: true, includeSearch: true }}
      activeProps={{}}
      aria-current={isOpen ? "page" : undefined}
      dir="auto"
    >
      {tab.label}
    </Link>
  );
}

type ViewMenuProps = {
  view: KeptView;
  search: PeopleSearch;
  onSearch: (search: PeopleSearch) => void;
};

function ViewMenu({ view, search, onSearch }: ViewMenuProps) {
  const keep = useKeepView();
  const forget = useForgetView();
  const [isRenaming, setRenaming] = useState(false);
  const filters = filtersOf(search);
  const save = () =>
    sayWhatCame(keep.mutateAsync({ ...view, query: filters }), () =>
      showMessage(m.people_view_saved({ name: view.name })),
    );
  const drop = () =>
    sayWhatCame(forget.mutateAsync(view.id), () => {
      onSearch({ columns: search.columns });
      showMessage(m.people_view_forgotten({ name: view.name }), async () => {
        await keep.mutateAsync({ ...view, query: filtersOf(searchOfView(view, {})) });
      });
    });
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={m.people_view_menu({ name: view.name })}>
            <IconChevronDown size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isChanged(view, filters) && <Menu.Item onClick={save}>{m.people_view_save()}</Menu.Item>}
          <Menu.Item onClick={() => setRenaming(true)}>{m.people_view_rename()}</Menu.Item>
          <Menu.Item onClick={drop}>{m.people_view_forget()}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isRenaming && (
        <KeepViewForm
          filters={filtersOf(searchOfView(view, {}))}
          view={view}
          onKept={() => undefined}
          onClose={() => setRenaming(false)}
        />
      )}
    </>
  );
}

import { getRouteApi } from "@tanstack/react-router";
import { CompaniesPage } from "@/features/companies/companies-page";

const route = getRouteApi("/frame/companies");

export function CompaniesScreen() {
  const navigate = route.useNavigate();
  const search = route.useSearch();
  return (
    <CompaniesPage
      search={search}
      onQ={(q) =>
        void navigate({
          search: { ...search, q: q || undefined },
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
}

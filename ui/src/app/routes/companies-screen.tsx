import { getRouteApi } from "@tanstack/react-router";
import { CompaniesPage } from "@/features/companies/companies-page";

const route = getRouteApi("/frame/companies");

export function CompaniesScreen() {
  const navigate = route.useNavigate();
  return (
    <CompaniesPage
      q={route.useSearch().q ?? ""}
      onQ={(q) =>
        void navigate({ search: { q: q || undefined }, replace: true, resetScroll: false })
      }
    />
  );
}

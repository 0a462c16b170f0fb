import { getRouteApi } from "@tanstack/react-router";
import { ImportsPage } from "@/features/imports/imports-page";

const route = getRouteApi("/frame/import");

export function ImportsScreen() {
  const navigate = route.useNavigate();
  return (
    <ImportsPage
      id={route.useSearch().id}
      onOpen={(id) => void navigate({ search: id === undefined ? {} : { id } })}
    />
  );
}

import { getRouteApi } from "@tanstack/react-router";
import { PeoplePage } from "@/features/people/people-page";

const route = getRouteApi("/frame/people");

export function PeopleScreen() {
  const navigate = route.useNavigate();
  return (
    <PeoplePage
      search={route.useSearch()}
      onSearch={(search, how) =>
        void navigate({ search, replace: how?.isStep !== true, resetScroll: false })
      }
    />
  );
}

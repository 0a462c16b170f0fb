import { getRouteApi } from "@tanstack/react-router";
import { PlanPage } from "@/features/plan/plan-page";

const route = getRouteApi("/frame/plan");

export function PlanScreen() {
  const { by, ...asked } = route.useSearch();
  const navigate = route.useNavigate();
  const told = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return (
    <PlanPage
      asked={told}
      by={by ?? "day"}
      onAsk={(question) =>
        void navigate({
          search: (old) => ({ ...old, ...question }),
          replace: true,
          resetScroll: false,
        })
      }
      onBy={(kind) =>
        void navigate({
          search: (old) => ({ ...old, by: kind === "day" ? undefined : kind }),
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
}

import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { CadencePage } from "@/features/cadences/cadence-page";

const route = getRouteApi("/frame/cadences/$id");

export function CadenceScreen() {
  return (
    <CadencePage id={route.useParams().id} change={route.useSearch()} onSaved={useOpenCadence()} />
  );
}

export function NewCadenceScreen() {
  return <CadencePage id={undefined} change={{}} onSaved={useOpenCadence()} />;
}

function useOpenCadence(): (id: string) => void {
  const navigate = useNavigate();
  return (id) => void navigate({ to: "/cadences/$id", params: { id }, search: {}, replace: true });
}

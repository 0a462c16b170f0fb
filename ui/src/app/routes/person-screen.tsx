import { getRouteApi } from "@tanstack/react-router";
import { PersonPage } from "@/features/people/person/person-page";

const route = getRouteApi("/frame/people/$id");

export function PersonScreen() {
  const { id } = route.useParams();
  return <PersonPage key={id} id={id} />;
}

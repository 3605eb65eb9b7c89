import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api/client";

/** Networks, emotion sets and limits; they do not change while the server runs. */
export const aboutQuery = queryOptions({
  queryKey: ["about"],
  queryFn: ({ signal }) => dataOf(api.GET("/api/about", { signal })),
  staleTime: Infinity,
});

import { queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api/client";
import { STUDENTS_KEY } from "@/lib/api/students";

/** As many as the server gives at once. */
const PAGE_SIZE = 500;
const FRESH_MS = 60_000;

/** A student who could be seen. */
export interface EnrolledStudent {
  readonly studentId: number;
  readonly name: string;
  /** No camera can recognise them yet. */
  readonly needsPhotos: boolean;
}

/** Everybody, page after page. */
export const enrolledQuery = queryOptions({
  queryKey: [...STUDENTS_KEY, "enrolled"],
  staleTime: FRESH_MS,
  queryFn: async ({ signal }): Promise<readonly EnrolledStudent[]> => {
    const students: EnrolledStudent[] = [];
    for (let total = 1; students.length < total;) {
      const query = { limit: PAGE_SIZE, offset: students.length };
      const page = await dataOf(api.GET("/api/students", { params: { query }, signal }));
      students.push(...page.items.map(asEnrolled));
      total = page.items.length === 0 ? 0 : page.total;
    }
    return students;
  },
});

interface StudentRow {
  readonly id: number;
  readonly name: string;
  readonly needs_enrollment: boolean;
}

function asEnrolled({ id, name, needs_enrollment: needsPhotos }: StudentRow): EnrolledStudent {
  return { studentId: id, name, needsPhotos };
}

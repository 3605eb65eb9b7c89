import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, dataOf, done, type Schemas } from "@/lib/api/client";

export interface StudentListQuery {
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
}

/** Every query of students starts with this key: what enrolls or deletes makes all of it stale. */
export const STUDENTS_KEY = ["students"] as const;

export function studentsQuery({ search, limit, offset }: StudentListQuery) {
  return queryOptions({
    queryKey: [...STUDENTS_KEY, "list", search, limit, offset],
    queryFn: ({ signal }) => {
      const query = { limit, offset, ...(search === "" ? {} : { search }) };
      return dataOf(api.GET("/api/students", { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });
}

export function studentQuery(studentId: number) {
  return queryOptions({
    queryKey: [...STUDENTS_KEY, studentId],
    queryFn: ({ signal }) =>
      dataOf(api.GET("/api/students/{student_id}", { params: pathOf(studentId), signal })),
  });
}

export function createStudent(body: Schemas["StudentCreate"]): Promise<Schemas["Student"]> {
  return dataOf(api.POST("/api/students", { body }));
}

export function updateStudent(
  studentId: number,
  body: Schemas["StudentUpdate"],
): Promise<Schemas["Student"]> {
  return dataOf(api.PATCH("/api/students/{student_id}", { params: pathOf(studentId), body }));
}

export function deleteStudent(studentId: number): Promise<void> {
  return done(api.DELETE("/api/students/{student_id}", { params: pathOf(studentId) }));
}

export function deleteFaces(studentId: number): Promise<void> {
  return done(api.DELETE("/api/students/{student_id}/faces", { params: pathOf(studentId) }));
}

/** Sends photos for enrollment; the server keeps them only where its operator says so. */
export function enrollFaces(
  studentId: number,
  images: readonly File[],
  confirmedLookAlikes: readonly number[] = [],
): Promise<Schemas["EnrollmentReport"]> {
  const form = new FormData();
  for (const image of images) form.append("images", image, image.name);
  return dataOf(
    api.POST("/api/students/{student_id}/faces", {
      params: { ...pathOf(studentId), query: { confirm_look_alike: [...confirmedLookAlikes] } },
      body: { images: [] }, // typed by the schema; the form below is what is sent
      bodySerializer: () => form,
    }),
  );
}

function pathOf(studentId: number) {
  return { path: { student_id: studentId } };
}

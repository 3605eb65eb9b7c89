import { useStudentNaming, type NamedStudent } from "@/lib/student-naming";

interface StudentNameProps {
  readonly student: NamedStudent;
}

/** The one way in which views show who a student is. */
export function StudentName({ student }: StudentNameProps) {
  return useStudentNaming()(student);
}

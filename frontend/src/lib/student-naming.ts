import { usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

export interface NamedStudent {
  readonly id: number;
  readonly name: string;
}

/** What the page calls students: by name or, on a screen that others see, by number. */
export function useStudentNaming(): (student: NamedStudent) => string {
  const isHidden = usePresenterMode();
  return ({ id, name }) => (isHidden ? text.presenter.student(id) : name);
}

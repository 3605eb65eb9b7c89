import { useState } from "react";

import { text } from "@/text";

import type { Gathered } from "./read-folder";
import { NO_SOURCES, withFiles, withoutList, withoutPhotos, type Sources } from "./sources";

export interface ChosenSources {
  readonly sources: Sources;
  readonly isReading: boolean;
  /** Why nothing could be read. */
  readonly trouble: string | null;
  readonly take: (gathered: Gathered | Promise<Gathered>) => void;
  readonly removePhotos: () => void;
  readonly removeList: () => void;
  readonly clear: () => void;
}

/** Photos and the class list, as they are chosen. */
export function useSources(): ChosenSources {
  const [sources, setSources] = useState(NO_SOURCES);
  const [isReading, setIsReading] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  const take = (gathered: Gathered | Promise<Gathered>): void => {
    setIsReading(true);
    setTrouble(null);
    void Promise.resolve(gathered)
      .then((files) => withFiles(sources, files))
      .then(setSources, (error: unknown) => setTrouble(troubleOf(error)))
      .finally(() => setIsReading(false));
  };

  return {
    sources,
    isReading,
    trouble,
    take,
    removePhotos: () => setSources(withoutPhotos),
    removeList: () => setSources(withoutList),
    clear: () => setSources(NO_SOURCES),
  };
}

function troubleOf(error: unknown): string {
  // By name: its class is in the part of the page that is loaded with the first archive.
  if (error instanceof Error && error.name === "ZipError" && "trouble" in error) {
    return text.import.zipTrouble[error.trouble === "too_large" ? "too_large" : "damaged"];
  }
  return text.import.readTrouble;
}

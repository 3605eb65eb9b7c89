/** Words that every view shares. */
export const commonText = {
  product: "Homeroom",
  skipToContent: "Skip to the content",
  loading: "Loading…",
  retry: "Try again",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  back: "Back",
  search: "Search",
  clearSearch: "Clear the search",
  optional: "optional",

  navigation: {
    label: "Main",
    live: "Live",
    students: "Students",
    classSessions: "Classes",
    settings: "Settings",
  },

  offline: {
    unreachable: "The server cannot be reached. What you see may be old.",
    noNetwork: "This device has no network. What you see may be old.",
    retry: "Try now",
  },

  colourScheme: {
    label: "Colour scheme",
    system: "As the system",
    light: "Light",
    dark: "Dark",
  },

  problems: {
    title: "That did not work",
    unreachable: "The server cannot be reached. Check that it is running, then try again.",
    unexpected: (status: number) =>
      `The server gave an answer that makes no sense here (HTTP ${status}).`,
    unknown: "Something went wrong in the page. Reload it and try again.",
    crashedTitle: "This view broke",
    crashed:
      "The page may have been updated, or part of it could not be loaded. Loading it again helps in most cases.",
    reload: "Load again",
    partMissing:
      "This part of the page could not be loaded. Check that the server is running, then try again.",
    notFoundTitle: "There is nothing here",
    notFound: "The page that you opened does not exist, or what it showed was deleted.",
    toLive: "Go to the live view",
  },
} as const;

/** The class as it is now: roster, mood, and what is said of them; in the live view and beside it. */
export const classNowText = {
  roster: {
    title: "Who is here",
    search: "Search in the roster",
    here: (count: number) => `${count} here`,
    away: (count: number) => `${count} away`,
    notSeen: (count: number) => `${count} not seen yet`,
    notNamed: (count: number) =>
      count === 1 ? "1 face without a name" : `${count} faces without a name`,
    since: (time: string) => `since ${time}`,
    awaySince: (time: string) => `away since ${time}`,
    notSeenTitle: (count: number) => `Not seen yet · ${count}`,
    notSeenFailed:
      "Who has not been seen yet cannot be told: the list of the class could not be loaded.",
    needsPhotos: "needs photos to be recognised",
    trend: (emotion: string) => `mostly ${emotion} in the last five minutes`,
    empty: "Nobody has been recognised yet",
    emptyHint: "Names appear here as soon as an enrolled student is in the picture.",
    off: "The roster fills when the live view runs.",
    noneEnrolled: "No student is enrolled yet",
    noneEnrolledHint: "Add a student with a few photos, and the name appears here.",
    addStudent: "Add a student",
    noMatch: (search: string) => `Nobody matches “${search}”.`,
    suspects: (names: readonly string[]) =>
      `Looks like a photo or a screen, not counted: ${names.join(", ")}`,
    suspectsCount: (count: number) =>
      count === 1
        ? "1 face looks like a photo or a screen and is not counted"
        : `${count} faces look like photos or screens and are not counted`,
    tiles: { here: "here", away: "away", notSeen: "not seen yet" },
  },

  mood: {
    title: "The class right now",
    from: (count: number) => (count === 1 ? "1 student" : `${count} students`),
    nobody: "nobody",
    start: "10 minutes ago",
    end: "now",
    empty: "Fills while students are in the picture.",
    chartEmpty: "Emotions of the class over the last ten minutes: nothing was seen.",
    chart: (minutes: string, now: string) =>
      `Emotions of the class over the last ten minutes: ${minutes}. Now: ${now}.`,
    chartNobody: "nobody in the picture",
    share: (emotion: string, share: string) => `${emotion} ${share}`,
  },

  attention: {
    calm: "No group stands out",
    tooFew: (count: number) => `Groups are pointed out from ${count} students on`,
    angry: (count: number) => `${count} look angry`,
    sad: (count: number) => `${count} look sad`,
    tired: (count: number) => `${count} look tired`,
  },

  presenter: {
    hide: "Hide names",
    show: "Show names",
    keys: "Alt+Shift+P",
    hidden: "Names are hidden",
    hiddenHint: "Others can see this screen: names stay off it until you show them.",
    student: (id: number) => `Student ${id}`,
    barLabel: "Presenter mode",
    barTitle: "Presenter mode is on",
    barHint: "Students have numbers instead of names on this screen.",
    saved: "The correction is saved.",
    noteHidden: "Notes may name students: they are hidden, too.",
    enrollHint: "Show names to add photos: what is said about a photo may name another student.",
    formHint: "Show names to add or change a student.",
    importHint: "Show names to import students. An import that runs goes on meanwhile.",
    rollHint: "Show names to choose who belongs to the class.",
    fileHidden: "Show names first: the file is called by the student's name.",
    turnedOn: "Names are hidden.",
    turnedOff: "Names are shown.",
  },
} as const;

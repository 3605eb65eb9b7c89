/** Watching a class from another device. */
export const watchText = {
  watch: {
    open: "Watch",
    since: (time: string) => `Class running since ${time}`,
    connecting: "Connecting…",
    watching: "Watching",
    lost: "The connection was lost. It is being made again.",
    offline: "No network. The connection is made again as soon as there is one.",
    refused: (detail: string) => `The server refused the connection: ${detail}`,
    rosterWaiting: "The roster fills as soon as the connection stands.",
    noCamera: "No camera sends at the moment",
    noCameraHint: "Start the live view where the camera is, and carry on with this class there.",
    endedTitle: (name: string) => `“${name}” has ended`,
    endedHint: "Attendance and emotions of the whole class are kept.",
    openClass: "Open the class",
    missingTitle: "There is no such class",
    missingHint: "The address may be mistyped, or the class was deleted.",
    toClasses: "To the classes",
    cameras: "Cameras",
    camera: (index: number) => `Camera ${index}`,
    cameraRate: (rate: string) => `${rate} frames per second`,
    cameraSilent: (time: string) => `nothing since ${time}`,
  },

  watchLink: {
    open: "Watch on another device",
    title: "Watch on another device",
    help: "Open this address on a tablet or a second computer: it shows the class and cannot change it.",
    address: "Address",
    copy: "Copy",
    copied: "The address was copied.",
    notCopied: "The browser does not let the page copy: mark the address and copy it.",
    loopback:
      "This address works on this computer only. To use other devices, let the server listen on the network (see Start in the README) and open this page by that address.",
    code: "The address as a QR code",
    openHere: "Open here",
  },
} as const;
